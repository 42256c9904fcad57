import Foundation

/// How a message was typed: figures of the rhythm, never the keys; each `nil` when it was not measured.
///
/// No public data joins typing and emotion. What these figures are worth is for a company's own conversations to say.
public struct TypingFigures: Sendable, Equatable, Codable {
    /// Natural logarithm of the mean interval between keystrokes over this customer's usual one; see `TypingBaseline`.
    public var pace: Float?
    /// Deletions over all keystrokes, 0…1.
    public var deletions: Float?
    /// Pauses of more than two seconds while typing.
    public var pauses: Float?
    /// Characters sent.
    public var length: Float?
    /// Seconds since the customer's turn before, or since the answer to it.
    public var wait: Float?

    /// Figures; what is left out was not measured.
    public init(
        pace: Float? = nil, deletions: Float? = nil, pauses: Float? = nil, length: Float? = nil, wait: Float? = nil
    ) {
        self.pace = pace
        self.deletions = deletions
        self.pauses = pauses
        self.length = length
        self.wait = wait
    }

    static let count = 5

    /// All figures on scales where equal steps mean about as much; counts and times by their logarithm.
    var scaled: [Float?] {
        [pace, deletions] + [pauses, length, wait].map { $0.map { log1p(max(0, $0)) } }
    }
}

/// What a customer's typing is usually like, learned message by message.
public struct TypingBaseline: Sendable, Equatable, Codable {
    /// Messages heard.
    public private(set) var count = 0
    private var sum = 0.0
    /// Seconds between keystrokes of a person nothing is known of (Card, Moran and Newell, 1980: 0.28 s on average).
    private static let usual = 0.28
    /// So many messages weigh as much as what is usual for anybody.
    private static let prior = 3.0

    /// Nothing heard yet.
    public init() {}

    /// Takes note of the mean interval of one message, in seconds; what is no such time is left aside.
    public mutating func hear(_ seconds: Double) {
        guard seconds > 0, seconds.isFinite else { return }
        sum += log(seconds)
        count += 1
    }

    /// The interval against this customer's own: 0 is as usual, below it faster; `nil` for what is no such time.
    public func pace(_ seconds: Double) -> Float? {
        guard seconds > 0, seconds.isFinite else { return nil }
        let own = (sum + Self.prior * log(Self.usual)) / (Double(count) + Self.prior)
        return Float(log(seconds) - own)
    }
}
