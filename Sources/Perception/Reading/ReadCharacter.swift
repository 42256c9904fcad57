/// One recognised character.
public struct ReadCharacter: Sendable, Equatable {
    /// The character; one of the network's list.
    public let text: String
    /// The network's probability, 0…1.
    public internal(set) var confidence: Double
    /// Where its middle lies along its line, 0…1.
    public let position: Double
    /// There is room for an unread character before it: since the previous one, or since the line's beginning.
    public internal(set) var isAfterHole = false
    /// There is room for an unread character between it and the line's end; only of a line's last character.
    public internal(set) var isBeforeHole = false

    /// A character as read.
    public init(_ text: String, confidence: Double, position: Double) {
        self.text = text
        self.confidence = confidence
        self.position = position
    }

    var isHan: Bool { text.allSatisfy(\.isHan) && !text.isEmpty }
}
