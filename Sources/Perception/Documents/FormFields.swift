/// Fields as found on a form, before anybody has decided about them.
struct FormFields {
    struct Found: Equatable {
        var value: String
        var confidence: Double
        /// Lines it was read from.
        var lines: Set<Int>
    }

    private(set) var found: [String: Found] = [:]
    /// What is wrong with the fields by the document's own rules, each a sentence with the field's name.
    var faults: [String] = []
    /// Fields that the document's own redundancy confirms: a misread would have shown.
    var confirmed: Set<String> = []
    /// Fields with a right check character, or out of a short list: hardly any misread would have passed.
    var checked: Set<String> = []

    /// Notes a field; an empty snippet notes nothing.
    mutating func set(_ name: String, _ snippet: Snippet?, value: String? = nil) {
        guard let snippet, !snippet.isEmpty else { return }
        found[name] = Found(value: value ?? snippet.text, confidence: snippet.confidence, lines: snippet.lines)
    }

    mutating func set(_ name: String, _ found: Found) { self.found[name] = found }

    subscript(name: String) -> String? { found[name]?.value }

    /// Lines that any field was read from.
    var lines: Set<Int> { found.values.reduce(into: []) { $0.formUnion($1.lines) } }
}
