import Testing

/// SQL has its places, pages never write, and the words of the log are told once.
@Suite struct DataTests {
    static let (reading, writing) = (#"SELECT\s+\S"#, #"INSERT\s+INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b"#)
    static let defining = #"(?:CREATE|DROP|ALTER)\s+(?:TABLE|VIEW|INDEX)\b"#

    @Test("SQL stands only in a stage's store and schema, in pages, and in Store itself")
    func places() throws {
        let statement = try Regex("\\b(?:\(Self.reading)|\(Self.writing)|\(Self.defining))", as: Substring.self)
        let elsewhere = Checkout.sources.filter { file in
            file.module != "Store" && file.module != "Screens" && file.name != "Schema.swift"
                && !file.name.hasSuffix("Store.swift")
        }
        let found = elsewhere.flatMap { $0.places(of: statement, in: $0.scanned.literals) }
        expectNone(found, except: Ratchets.statements, "SQL out of its place")
    }

    @Test("Pages only read")
    func pages() {
        let writing = #/\b(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b/#
        let screens = Checkout.sources.filter { $0.module == "Screens" }
        #expect(!screens.isEmpty)
        expectNone(
            screens.flatMap { file in
                file.places(of: writing, in: file.scanned.literals) + file.places(of: #/\bTransaction\b|\.write\b/#)
            }, "pages that write")
    }

    @Test("A page reads what stages publish: views whose name ends in their version")
    func views() {
        let table = #/\b(?:FROM|JOIN)\s+([a-z][a-z_0-9]*)/#.wordBoundaryKind(.simple)
        let found = Checkout.sources.filter { $0.module == "Screens" }.flatMap { file in
            file.scanned.literals.matches(of: table).map { String($0.1) }.filter { !$0.contains(#/_v[0-9]+$/#) }
                .map { "\(file.path) reads \($0)" }
        }
        expectNone(found, except: Ratchets.tablesOnPages, "pages that read tables")
    }

    @Test("Every kind of fact is told by one stage, under a name of the form subject.what_happened")
    func kinds() {
        let declared = Checkout.sources.flatMap { file in
            file.lines.compactMap { $0.firstMatch(of: #/static (?:let|var) kind(?:: String)?\s*(?:=|\{)\s*"([^"]*)"/#) }
                .map { (kind: String($0.1), path: file.path) }
        }
        #expect(declared.count > 10, "the facts were not found")
        let twice = Dictionary(grouping: declared, by: \.kind).filter { $0.value.count > 1 }
        #expect(twice.isEmpty)
        expectNone(
            declared.filter { !$0.kind.contains(#/^[a-z]+\.[a-z]+(?:_[a-z]+)*$/#) }.map { "\($0.kind) in \($0.path)" },
            "kinds of another form")
    }

    @Test("Every fact has its kind, its version and what its fields mean")
    func facts() {
        let conformance = #/\b(?:struct|enum|extension)\s+\w+\s*:[^{]*\bFactPayload\b/#.wordBoundaryKind(.simple)
        let wrong = Checkout.sources.filter { $0.path != "Sources/Journey/Fact.swift" }.compactMap { file -> String? in
            let facts = file.scanned.code.matches(of: conformance).count
            func declared(_ name: String) -> Int {
                file.scanned.code.matches(of: #/static\s+(?:let|var)\s+(\w+)/#).count { $0.1 == name }
            }
            let told = ["kind", "version", "meaning"].map(declared)
            return told.contains { $0 < facts } ? "\(file.path): \(facts) facts, told \(told)" : nil
        }
        expectNone(wrong, "facts without kind, version or meaning")
    }

    @Test("Steps of the schema have names of their own, which begin with their stage's")
    func migrations() {
        let declared = Checkout.sources.filter { $0.name == "Schema.swift" }.flatMap { file in
            file.lines.joined(separator: "\n").matches(of: #/Migration\(\s*"([^"]+)"/#)
                .map { (name: String($0.1), path: file.path, module: file.module) }
        }
        #expect(declared.count > 5, "the schema was not found")
        let names = declared.map(\.name)
        #expect(Set(names).count == names.count, "a name is taken twice: \(names)")
        expectNone(
            declared.filter { !$0.name.hasPrefix($0.module.lowercased() + "-") }.map { "\($0.name) in \($0.path)" },
            "steps named after another stage")
    }
}
