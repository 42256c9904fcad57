/// An amount of money in whole minor units (fen, cents) of one currency; never a fraction, never a float.
public struct Money: Sendable, Hashable, Codable {
    /// Minor units: 300 000 is 3 000.00 CNY.
    public let minor: Int64
    /// ISO 4217 code.
    public let currency: String

    public init(minor: Int64, currency: String = "CNY") {
        self.minor = minor
        self.currency = currency
    }
}
