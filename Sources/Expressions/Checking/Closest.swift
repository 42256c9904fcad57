/// Finds the known word that a mistyped one most probably meant.
enum Closest {
    /// The candidate with the fewest edits, or `nil` when none is near: at most one edit for each three letters.
    static func match(_ word: String, among candidates: some Sequence<String>) -> String? {
        let typed = Array(word.lowercased().unicodeScalars.prefix(lengthMax))
        let allowed = max(1, typed.count / 3)
        var best: (word: String, edits: Int)?
        for candidate in candidates {
            let known = Array(candidate.lowercased().unicodeScalars.prefix(lengthMax))
            guard abs(known.count - typed.count) <= allowed else { continue }
            let edits = distance(typed, known)
            if edits <= allowed, edits < max(known.count, 1), edits < best?.edits ?? .max { best = (candidate, edits) }
        }
        return best?.word
    }

    private static let lengthMax = 100

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var before = [Int]()
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var edits = min(last[j] + 1, row[j - 1] + 1, change)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { edits = min(edits, before[j - 2] + 1) }
                row.append(edits)
            }
            (before, last) = (last, row)
        }
        return last[b.count]
    }
}
