/// Turns a model's evidence into words a colleague can read in the customer's own sentence.
enum ReadableCauses {
    /// What spoke for an intent, loudest first.
    ///
    /// - Parameters:
    ///   - evidence: pieces of text with what each added to the score; `^`, `$` and `_` mark ends and spaces.
    ///   - text: the message. Pieces that do not stand in it (such as its length) are left out, fragments of a Latin
    ///     word count for the word, and a piece within a longer one counts for the longer.
    static func of(
        _ evidence: [(piece: String, weight: Double)], in text: String, limit: Int
    ) -> [Interpretation.Cause] {
        let line = FoldedLine(text)
        var weights: [String: Double] = [:]
        for (piece, weight) in evidence where weight > 0 {
            guard let term = term(piece, in: line) else { continue }
            weights[term, default: 0] += weight
        }
        for term in weights.keys.sorted(by: { ($0.count, $0) < ($1.count, $1) }) {
            let hosts = weights.filter { $0.key.count > term.count && $0.key.contains(term) }
            guard let host = hosts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { continue }
            weights[host.key, default: 0] += weights.removeValue(forKey: term) ?? 0
        }
        let causes = weights.map { Interpretation.Cause(term: $0.key, weight: $0.value) }
        return Array(causes.sorted { ($1.weight, $0.term) < ($0.weight, $1.term) }.prefix(limit))
    }

    /// The piece as it stands in the message; nil when it does not, or says nothing by itself.
    private static func term(_ piece: String, in line: FoldedLine) -> String? {
        let plain = piece.lowercased().filter { !"^$_".contains($0) }
        let trimmed = FoldedLine.trimmed(Array(plain))
        guard !trimmed.isEmpty, let place = place(of: trimmed, in: line) else { return nil }
        var start = place
        var end = place + trimmed.count
        if FoldedLine.isLatin(line[start]) { while FoldedLine.isLatin(line[start - 1]) { start -= 1 } }
        if FoldedLine.isLatin(line[end - 1]) { while FoldedLine.isLatin(line[end]) { end += 1 } }
        return line.text(start..<end)
    }

    private static func place(of word: [Character], in line: FoldedLine) -> Int? {
        guard word.count <= line.count else { return nil }
        return (0...(line.count - word.count)).first { line.folded[$0..<($0 + word.count)].elementsEqual(word) }
    }
}
