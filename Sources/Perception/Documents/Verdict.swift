/// The decision about a document, from several looks at it: what is taken for true, and whether a person must look.
struct Verdict {
    /// The least sure character of a field must reach this…
    static let confidenceMin = 0.95
    /// …or this, where the field carries a check character that is right…
    static let checkedConfidenceMin = 0.85
    /// …or this, where the document itself confirms the field.
    static let confirmedConfidenceMin = 0.5
    /// Lines lower than this, in pixels, carry letters too small to be told apart for sure.
    static let lineHeightMin = 18.0

    let fields: [String: DocumentField]
    let reasons: [String]

    var accepted: Bool { reasons.isEmpty }

    /// - Parameter looks: fields found in the same lines, cut out a little differently each time; at least one.
    init(_ kind: DocumentKind, looks: [FormFields], lines: [TextLine], today: CalendarDate?) {
        let checked = looks.map { look in
            var look = look
            kind.check(&look, today: today)
            return look
        }
        let votes = Self.vote(checked)
        var chosen = FormFields()
        for (name, best) in votes { chosen.set(name, best) }
        kind.check(&chosen, today: today)
        // Reads that contradict each other in one look may agree in another.
        if !chosen.faults.isEmpty,
            let sound = checked.first(where: { $0.faults.isEmpty && Self.isComplete($0, chosen) })
        {
            chosen = sound
        }
        var reasons = kind.required.filter { chosen[$0] == nil }.map { "\($0): not found" } + chosen.faults
        var fields: [String: DocumentField] = [:]
        for (name, found) in chosen.found.sorted(by: { $0.key < $1.key }) {
            let agreeing = checked.compactMap { $0.found[name] }.filter { $0.value == found.value }
            let agreement = Agreement(
                looks: checked.count, confidences: agreeing.map(\.confidence),
                isConfirmed: chosen.confirmed.contains(name), isChecked: chosen.checked.contains(name))
            if agreement.doubt != nil, kind.dispensable.contains(name) { continue }
            fields[name] = DocumentField(value: found.value, confidence: agreement.confidence)
            if let doubt = agreement.doubt { reasons.append("\(name): \(doubt)") }
        }
        let heights = chosen.lines.filter(lines.indices.contains).map { lines[$0].place.height }
        if let lowest = heights.min(), lowest < Self.lineHeightMin {
            reasons.append("the letters are too small: send a larger picture")
        }
        self.fields = fields
        self.reasons = reasons
    }

    /// How far the looks agree about one field.
    private struct Agreement {
        let looks: Int
        /// Of the looks that read the chosen value.
        let confidences: [Double]
        let isConfirmed: Bool
        let isChecked: Bool

        private var isUnanimous: Bool { confidences.count == looks }
        private var mean: Double { confidences.reduce(0, +) / Double(max(1, confidences.count)) }
        var confidence: Double { isUnanimous ? mean : min(0.5, mean) }

        var doubt: String? {
            if !isUnanimous, !(isConfirmed && confidences.count * 2 > looks) {
                return "read differently at a second look"
            }
            let least =
                isConfirmed ? confirmedConfidenceMin : isChecked ? checkedConfidenceMin : confidenceMin
            return mean < least ? "not sure enough" : nil
        }
    }

    private static func isComplete(_ look: FormFields, _ other: FormFields) -> Bool {
        Set(other.found.keys).isSubset(of: look.found.keys)
    }

    /// For each field the value that most looks read; between equals the surest.
    private static func vote(_ looks: [FormFields]) -> [(name: String, best: FormFields.Found)] {
        let names = Set(looks.flatMap(\.found.keys)).sorted()
        return names.compactMap { name in
            let reads = looks.compactMap { $0.found[name] }
            let groups = Dictionary(grouping: reads, by: \.value).values
            let best = groups.max { left, right in
                (left.count, left[0].confidence, right[0].value) < (right.count, right[0].confidence, left[0].value)
            }
            return best?.first.map { (name: name, best: $0) }
        }
    }
}
