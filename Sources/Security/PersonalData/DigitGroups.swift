/// A run of digits, and whether it hangs together with the run before it.
struct DigitGroup {
    let range: Range<Int>
    /// Only a space, a dash or the like lies between this run and the one before.
    let isJoined: Bool

    var count: Int { range.count }
}

extension ScannedText {
    static let separatorsMax = 2

    /// All runs of digits outside what is taken, in order.
    func digitGroups() -> [DigitGroup] {
        var groups: [DigitGroup] = []
        var position = 0
        while position < count {
            guard signs[position].isDigit, !taken[position] else {
                position += 1
                continue
            }
            var end = position
            while end < count, signs[end].isDigit, !taken[end] { end += 1 }
            groups.append(DigitGroup(range: position..<end, isJoined: isJoined(groups.last?.range, to: position)))
            position = end
        }
        return groups
    }

    private func isJoined(_ previous: Range<Int>?, to start: Int) -> Bool {
        guard let previous, start - previous.upperBound <= Self.separatorsMax else { return false }
        return signs[previous.upperBound..<start].allSatisfy { " -.·()_\t".unicodeScalars.contains($0) }
    }

    /// Whether a number may begin here: after a sign that is no letter, or after a word of letters only (`tel138…`).
    func mayBegin(at start: Int) -> Bool {
        var position = start - 1
        while let sign = self[position], sign.isLetter { position -= 1 }
        return self[position].map { !$0.isDigit } ?? true || position == start - 1
    }

    /// Whether a number may end here: before a sign that is no letter, or before a word of letters only (`…5678wx`).
    func mayEnd(at end: Int) -> Bool {
        var position = end
        while let sign = self[position], sign.isLetter { position += 1 }
        return self[position].map { !$0.isDigit } ?? true || position == end
    }
}
