public import Foundation

/// What the verification of one timestamp found.
public struct TimestampVerdict: Sendable, Equatable {
    /// The authority's time.
    public let time: Date
    /// The authority's distinguished name; empty when its certificate is missing.
    public let authority: String
    /// Why the token proves nothing; empty when its signature holds and it is over the right bytes.
    public let problems: [String]
    /// Why the authority is not trusted, or that nobody asked; `nil` when it is.
    public let objection: String?

    /// Whether the signature holds and is over the right bytes.
    public var isValid: Bool { problems.isEmpty }
    /// Whether, beyond that, the authority is one of those that are trusted.
    public var isTrusted: Bool { problems.isEmpty && objection == nil }
}
