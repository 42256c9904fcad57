/// One line of text, read from a picture.
public struct TextLine: Sendable, Equatable {
    /// Characters in reading order, spaces among them.
    public let characters: [ReadCharacter]
    /// Where it lies in the upright picture, in pixels.
    public let place: Quadrilateral

    /// A line as read; characters in reading order.
    public init(_ characters: [ReadCharacter], place: Quadrilateral) {
        self.characters = characters
        self.place = place
    }

    /// The characters as one text.
    public var text: String { characters.map(\.text).joined() }

    /// Mean of the characters' confidences, 0…1; 0 without characters.
    public var confidence: Double {
        characters.isEmpty ? 0 : characters.reduce(0) { $0 + $1.confidence } / Double(characters.count)
    }
}

/// A picture's text: lines in reading order, in the frame of the picture turned upright.
public struct TextPage: Sendable, Equatable {
    /// Lines in reading order.
    public let lines: [TextLine]
    /// Quarter turns, clockwise, that made the picture upright.
    public let quarterTurns: Int
    /// Size of the upright picture, pixels.
    public let width, height: Int
}
