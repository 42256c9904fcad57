/// Something that has happened, as one stage tells it: past tense, immutable, versioned.
///
/// Declared by the stage that writes it. A consumer in another stage gets it through an arrow.
public protocol FactPayload: Codable, Sendable {
    /// `subject.verb_in_past_tense`, unique in the product.
    static var kind: String { get }
    /// Raised when the meaning of a field changes; old versions must go on decoding.
    static var version: Int { get }
    /// What each field means, for the event dictionary.
    static var meaning: Phrase { get }
}

/// A fact in the log: the envelope that every kind shares.
public struct FactEnvelope: Sendable, Equatable {
    /// Facts of one stream (`conversation/…`, `deal/…`) are in order and share a partition.
    public let stream: String
    public let partition: Int
    /// 1, 2, 3 … without a gap within the partition.
    public let position: Int64
    public let kind: String
    public let version: Int
    /// When it happened outside; may be late or out of order.
    public let occurredAt: Timestamp
    /// When it was written here.
    public let recordedAt: Timestamp
    /// JSON.
    public let payload: String

    public init(
        stream: String, partition: Int, position: Int64, kind: String, version: Int, occurredAt: Timestamp,
        recordedAt: Timestamp, payload: String
    ) {
        self.stream = stream
        self.partition = partition
        self.position = position
        self.kind = kind
        self.version = version
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.payload = payload
    }
}
