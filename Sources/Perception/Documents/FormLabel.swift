/// A label printed on a form, with the other wordings it has.
struct FormLabel {
    let wordings: [[Character]]

    init(_ wordings: String...) { self.wordings = wordings.map(Array.init) }

    /// Whether a row's cells begin with this label. Widely spaced labels may have fallen into several cells.
    ///
    /// One character in four may be misread, of two-character labels none; colons after the label belong to it.
    ///
    /// - Returns: letters of the first cell that belong to the label, and the cells it spans.
    func match(_ cells: ArraySlice<Sheet.Cell>) -> (letters: Int, cells: Int)? {
        guard let first = cells.first else { return nil }
        for wording in wordings {
            if let length = Self.match(wording, first.snippet) { return (length, 1) }
            // 名 称: each character a cell of its own.
            guard wording.count == 2, let second = cells.dropFirst().first,
                first.snippet.letters.count == 1, second.snippet.letters.first?.character == wording[1],
                first.snippet.letters[0].character == wording[0], second.snippet.letters.count == 1
            else { continue }
            return (1, 2)
        }
        return nil
    }

    private static func match(_ wording: [Character], _ snippet: Snippet) -> Int? {
        let letters = snippet.letters.map(\.character)
        guard letters.count >= wording.count else { return nil }
        let wrong = zip(wording, letters).count { $0 != $1 }
        guard wrong <= wording.count / 4 else { return nil }
        var length = wording.count
        while length < letters.count, letters[length] == ":" || letters[length] == "：" { length += 1 }
        return length
    }
}
