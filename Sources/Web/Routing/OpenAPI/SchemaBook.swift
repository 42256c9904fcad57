/// The JSON Schemas of Codable types, found by letting each type decode from a decoder that only takes notes.
final class SchemaBook {
    /// By name, for `#/components/schemas/…`.
    private(set) var components: [String: JSONNode] = [:]
    /// Types that would not tell everything; their schema allows anything more.
    private(set) var incomplete: Set<String> = []
    private var names: [ObjectIdentifier: String] = [:]
    private var sampling: Set<ObjectIdentifier> = []

    /// The schema of a type; a reference for those with a name of their own.
    func schema(of type: any Decodable.Type) -> JSONNode {
        if let described = type as? any SchemaDescribed.Type { return described.schema(in: self) }
        if let name = names[ObjectIdentifier(type)] { return Self.reference(name) }
        let name = freshName(type)
        // Before its fields are looked at: a type may contain itself.
        names[ObjectIdentifier(type)] = name
        components[name] = (type as? any CaseIterable.Type).flatMap(Self.cases) ?? recorded(type, name)
        return Self.reference(name)
    }

    func nullable(_ schema: JSONNode) -> JSONNode {
        if case .text(let type) = schema["type"], case .object(let fields) = schema {
            let types = JSONNode.list([.text(type), .text("null")])
            return .object(fields.map { $0.name == "type" ? .init(name: "type", value: types) : $0 })
        }
        return .fields(["anyOf": .list([schema, .fields(["type": .text("null")])])])
    }

    /// A value of the type, whichever.
    func sample<T: Decodable>(_ type: T.Type) throws -> T {
        if let described = type as? any SchemaDescribed.Type, let sample = described.sample as? T { return sample }
        if let cases = type as? any CaseIterable.Type, let first = Self.first(cases) as? T { return first }
        // A class that contains itself has no smallest value.
        guard sampling.insert(ObjectIdentifier(type)).inserted else { throw NoSample() }
        defer { sampling.remove(ObjectIdentifier(type)) }
        return try T(from: RecordingDecoder(book: self, notes: SchemaNotes()))
    }

    struct NoSample: Error {}

    private func recorded(_ type: any Decodable.Type, _ name: String) -> JSONNode {
        let notes = SchemaNotes()
        var isComplete = true
        do { _ = try type.init(from: RecordingDecoder(book: self, notes: notes)) } catch { isComplete = false }
        if !isComplete { incomplete.insert(name) }
        return notes.schema(isComplete: isComplete)
    }

    private static func cases(_ type: any CaseIterable.Type) -> JSONNode? {
        func values<C: CaseIterable>(_: C.Type) -> [Any] { Array(C.allCases) }
        func raw(_ value: Any) -> Any? {
            guard let value = value as? any RawRepresentable else { return nil }
            return value.rawValue
        }
        let raws = values(type).map(raw)
        let texts = raws.compactMap { $0 as? String }
        let numbers = raws.compactMap { $0 as? Int }
        if !texts.isEmpty, texts.count == raws.count {
            return .fields(["type": .text("string"), "enum": .list(texts.map { .text($0) })])
        }
        guard !numbers.isEmpty, numbers.count == raws.count else { return nil }
        return .fields(["type": .text("integer"), "enum": .list(numbers.map { .number($0) })])
    }

    private static func first(_ type: any CaseIterable.Type) -> Any? {
        func first<C: CaseIterable>(_: C.Type) -> Any? { C.allCases.first }
        return first(type)
    }

    private static func reference(_ name: String) -> JSONNode {
        .fields(["$ref": .text("#/components/schemas/\(name)")])
    }

    /// `ConversationRoutes.Item`: the type's own name with its surroundings, without the module.
    private func freshName(_ type: any Decodable.Type) -> String {
        let parts = String(reflecting: type).split(separator: ".").filter { !$0.contains("unknown context") }
        let text = parts.dropFirst().joined(separator: ".").map { character in
            character.isASCII && (character.isLetter || character.isNumber || character == ".") ? character : "_"
        }
        let base = String(text)
        var name = base
        var number = 2
        while components[name] != nil || names.values.contains(name) {
            name = "\(base)_\(number)"
            number += 1
        }
        return name
    }
}
