/// The kinds of personal data that can be told from the text alone.
public enum PersonalKind: String, Sendable, Codable, CaseIterable {
    /// A mobile number, or a foreign one with its country code (手机).
    case phone
    /// A fixed line with its area code (座机).
    case landline
    /// A resident identity number, GB 11643 (身份证).
    case residentID = "id"
    /// A payment card (银行卡).
    case bankCard = "card"
    case email
    /// A postal address down to the house (详细地址).
    case address
    /// A number plate (车牌).
    case plate
}

/// One piece of personal data in a text.
public struct Finding: Sendable, Hashable {
    /// What it is.
    public let kind: PersonalKind
    /// Where it is in the text that was read.
    public let range: Range<String.Index>
    /// As it is written there.
    public let value: String
    /// In its one form: ASCII digits without separators, small letters, no country code 86.
    public let normalised: String

    /// The form that everybody may see.
    public var masked: String { Masking.mask(normalised, as: kind) }
}
