/// What was read from a document, and whether it may be used without a person looking at it.
public struct DocumentReading: Sendable, Equatable {
    /// What it was read as.
    public let kind: DocumentKind
    /// By name, as listed at the kind.
    public let fields: [String: DocumentField]
    /// `true` when every field is sure, agrees with every other and was read the same way twice. Otherwise: ask a
    /// person.
    public let accepted: Bool
    /// Why it is not accepted, each a sentence; empty when it is.
    public let reasons: [String]
    /// All lines of the page in reading order.
    public let page: TextPage
}

/// One field of a document.
public struct DocumentField: Sendable, Equatable, Encodable {
    /// Dates as 2024-02-29, amounts as 1234.50, numbers without spaces; everything else as printed.
    public let value: String
    /// The least sure character's probability over all looks, 0…1; not more than half when the looks differed.
    public let confidence: Double

    /// A field as read.
    public init(value: String, confidence: Double) {
        self.value = value
        self.confidence = confidence
    }
}
