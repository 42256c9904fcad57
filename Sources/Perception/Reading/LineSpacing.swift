/// The even spacing of Chinese print, by which lost and foreign characters show.
struct LineSpacing {
    /// Distance between the middles of neighbouring Chinese characters, as a share of the line.
    let pitch: Double

    /// More than this many pitches between two characters leave room for a third.
    private static let insideMax = 1.6
    /// The same between a Chinese character and a letter or digit, whose own width is uncertain.
    private static let mixedMax = 2.2
    /// The same before the first and after the last; lines have margins.
    private static let edgeMax = 1.55

    /// The widest pitch, in heights of the line as it is cut out: about 0.75 is usual. Without it two characters around
    /// a lost third would look evenly spaced.
    private static let pitchHeightsMax = 0.8

    /// - Parameter lineWidth: the line's length in heights of the line, if known.
    /// - Returns: `nil` for lines without two neighbouring Chinese characters.
    init?(_ characters: [ReadCharacter], lineWidth: Double? = nil) {
        let distances = zip(characters, characters.dropFirst()).filter { $0.isHan && $1.isHan }
            .map { $1.position - $0.position }.sorted()
        // The lower median: a lost character makes a distance larger, nothing makes it smaller.
        guard !distances.isEmpty, distances[(distances.count - 1) / 2] > 0 else { return nil }
        let usual = distances[(distances.count - 1) / 2]
        pitch = lineWidth.map { min(usual, Self.pitchHeightsMax / $0) } ?? usual
    }

    /// A place where a character may be missing: before the character of this index.
    struct Hole {
        let index: Int
        let range: ClosedRange<Double>
    }

    func holes(in characters: [ReadCharacter]) -> [Hole] {
        var holes: [Hole] = []
        for index in 0...characters.count {
            let isFirst = index == 0
            let isLast = index == characters.count
            let start = isFirst ? 0 : characters[index - 1].position + 0.6 * pitch
            let end = isLast ? 1 : characters[index].position - 0.6 * pitch
            guard start < end, isHole(characters, before: index) else { continue }
            holes.append(Hole(index: index, range: start...end))
        }
        return holes
    }

    /// Marks the characters beside places that stayed empty.
    func marked(_ characters: [ReadCharacter]) -> [ReadCharacter] {
        var marked = characters
        for index in marked.indices { marked[index].isAfterHole = isHole(characters, before: index) }
        if !marked.isEmpty { marked[marked.count - 1].isBeforeHole = isHole(characters, before: marked.count) }
        return marked
    }

    private func isHole(_ characters: [ReadCharacter], before index: Int) -> Bool {
        guard let first = characters.first, let last = characters.last else { return false }
        if index == 0 { return first.isHan && first.position > Self.edgeMax * pitch }
        if index == characters.count { return last.isHan && 1 - last.position > Self.edgeMax * pitch }
        let (left, right) = (characters[index - 1], characters[index])
        guard left.isHan || right.isHan else { return false }
        let pitches = left.isHan && right.isHan ? Self.insideMax : Self.mixedMax
        return right.position - left.position > pitches * pitch
    }

    /// Without a first character that is only the edge of a neighbour: it lies on the border, and the text begins
    /// further away from it than characters stand apart.
    static func withoutRemnant(_ characters: [ReadCharacter]) -> [ReadCharacter] {
        guard characters.count > 2, characters[0].isHan, let spacing = LineSpacing(Array(characters.dropFirst())),
            characters[0].position < 0.2 * spacing.pitch,
            characters[1].position - characters[0].position > 1.3 * spacing.pitch
        else { return characters }
        var rest = Array(characters.dropFirst())
        rest[0].isAfterHole = false
        return rest
    }
}
