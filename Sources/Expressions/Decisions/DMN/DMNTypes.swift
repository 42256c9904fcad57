import Markup

/// Reads the item definitions of a file: types by name, each made of others (DMN 1.5, clause 7.3.2).
struct DMNTypes {
    private let definitions: [String: Element]
    private let order: [String]
    private var done: [String: FEELType] = [:]
    /// Types that are being read, and how many components deep each was begun.
    private var open: [String: Int] = [:]
    private var depth = 0
    /// What expressions may mention: imported types, the file's own, and the names of all components.
    private(set) var vocabulary: FEELVocabulary

    init(_ root: Element, _ vocabulary: FEELVocabulary) {
        let items = root.all("itemDefinition")
        definitions = Dictionary(
            items.map { ($0.attribute("name") ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        order = items.map { $0.attribute("name") ?? "" }
        self.vocabulary = vocabulary
        for component in root.descendants("itemComponent") {
            component.attribute("name").map { self.vocabulary.members.insert($0) }
        }
    }

    /// All of the file's own types.
    mutating func all() throws(DecisionRefusal) -> [String: FEELType] {
        for name in order { _ = try named(name) }
        return done
    }

    private mutating func named(_ name: String) throws(DecisionRefusal) -> FEELType {
        if let known = done[name] { return known }
        guard let definition = definitions[name] else { return Self.reference(name, vocabulary) }
        if let begun = open[name] {
            // A tree may hold trees; what is inside the inner ones is not checked.
            guard depth > begun else { throw .circularType(name) }
            return .any
        }
        open[name] = depth
        defer { open[name] = nil }
        guard open.count <= FEELLimits.nestingMax else { throw .tooLarge("types nested too deeply") }
        let type = try type(of: definition)
        done[name] = type
        vocabulary.define(name, as: type)
        return type
    }

    private mutating func type(of definition: Element) throws(DecisionRefusal) -> FEELType {
        var type: FEELType
        if let function = definition.first("functionItem") {
            var parameters: [FEELType] = []
            for parameter in function.all("parameters") {
                parameters.append(try referenced(parameter.attribute("typeRef")))
            }
            type = .function(parameters, result: try referenced(function.attribute("outputTypeRef")))
        } else if let reference = definition.first("typeRef")?.text {
            type = try referenced(reference)
        } else {
            var entries: [FEELFunction.Parameter] = []
            depth += 1
            defer { depth -= 1 }
            for component in definition.all("itemComponent") {
                entries.append(
                    FEELFunction.Parameter(
                        name: component.attribute("name") ?? "", type: try self.type(of: component)))
            }
            type = definition.all("itemComponent").isEmpty ? .any : .context(entries)
        }
        // Allowed values are those of an item, a constraint is one of the whole.
        if let allowed = try tests(definition.first("allowedValues")) { type = .constrained(type, allowed) }
        if ["true", "1"].contains(definition.attribute("isCollection")) { type = .list(type) }
        if let whole = try tests(definition.first("typeConstraint")) { type = .constrained(type, whole) }
        return type
    }

    private func tests(_ element: Element?) throws(DecisionRefusal) -> FEELTests? {
        guard let text = element?.first("text")?.text.trimmed, !text.isEmpty else { return nil }
        do { return try FEELTests(text, vocabulary) } catch { throw .notDMN("the values “\(text)”: \(error)") }
    }

    private mutating func referenced(_ reference: String?) throws(DecisionRefusal) -> FEELType {
        guard let reference else { return .any }
        return try named(Self.plain(reference))
    }

    /// A type's name without the prefix or namespace of FEEL's own types.
    static func plain(_ reference: String) -> String {
        let text = reference.trimmed
        if text.hasPrefix("{"), let end = text.firstIndex(of: "}") { return String(text[text.index(after: end)...]) }
        if text.hasPrefix("feel:") || text.hasPrefix("feel.") { return String(text.dropFirst(5)) }
        return text
    }

    /// The type that a `typeRef` means; what nobody defined counts as any type.
    static func reference(_ text: String, _ vocabulary: FEELVocabulary) -> FEELType {
        let name = plain(text)
        if let known = vocabulary.type(named: name) { return known }
        // `prefix:name` of the first versions.
        return name.split(separator: ":").last.flatMap { vocabulary.type(named: String($0)) } ?? .any
    }
}
