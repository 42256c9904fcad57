import Testing

/// What a module shows is explained where it stands.
@Suite struct DocumentationTests {
    /// A public name, as the line that declares it.
    struct PublicName {
        let place: String
        let module: String
        let isDoor: Bool
        let isDocumented: Bool
    }

    /// What a protocol or the language has explained already.
    static let explained: Set<Substring> = [
        "description", "hash", "encode", "kind", "version", "meaning", "reason", "sentence", "field", "stored", "load",
        "errorDescription", "debugDescription",
    ]

    static let declaring: Set<Substring> = [
        "func", "var", "let", "struct", "class", "enum", "actor", "protocol", "typealias",
    ]

    static func names(in file: SourceFile) -> [PublicName] {
        file.lines.enumerated().compactMap { index, line in
            let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
            guard words.first == "public", let word = words.firstIndex(where: declaring.contains),
                let name = words[(word + 1)...].first?.prefix(while: { $0.isLetter || $0.isNumber }),
                !name.isEmpty, !explained.contains(name)
            else { return nil }
            let above = file.lines[..<index].last { !$0.contains(#/^\s*@/#) }
            return PublicName(
                place: file.place(index), module: file.module, isDoor: file.name == "\(file.module).swift",
                isDocumented: above?.contains(#/^\s*\/\/\//#) ?? false)
        }
    }

    static let all = Checkout.sources.flatMap(names)

    static func share(_ names: [PublicName]) -> Double {
        names.isEmpty ? 1 : Double(names.count { $0.isDocumented }) / Double(names.count)
    }

    @Test("Public names are documented, as many as the ratchet says")
    func everywhere() {
        #expect(Self.all.count > 300, "the names were not found")
        #expect(Self.share(Self.all) >= Ratchets.documentedPublicNames, "share documented: \(Self.share(Self.all))")
    }

    @Test("Journey and the doors are documented, as far as the ratchet says")
    func doors() {
        let names = Self.all.filter { $0.module == "Journey" || $0.isDoor }
        let missing = names.filter { !$0.isDocumented }.map(\.place).joined(separator: "\n")
        #expect(Self.share(names) >= Ratchets.documentedDoors, "share: \(Self.share(names)); missing:\n\(missing)")
    }

    @Test("Every public type is documented, as many as the ratchet says")
    func types() {
        let type = #/\b(?:struct|class|enum|actor|protocol) \w+/#
        let names = Self.all.filter { $0.place.contains(type) }
        let missing = names.filter { !$0.isDocumented }.map(\.place).joined(separator: "\n")
        #expect(Self.share(names) >= Ratchets.documentedTypes, "share: \(Self.share(names)); missing:\n\(missing)")
    }
}
