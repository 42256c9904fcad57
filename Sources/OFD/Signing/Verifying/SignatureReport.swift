public import Foundation

/// What the verification of one signature found.
public struct SignatureReport: Sendable {
    /// Its identifier in `Signatures.xml`.
    public let id: String
    /// Where its `Signature.xml` is in the package.
    public let file: String
    /// Whether it holds: every protected file is as it was, and the key has signed it. With a trust store also:
    /// the signer is trusted, and certificate and seal were valid.
    public internal(set) var valid = false
    /// Whether the signer's certificate leads to a trusted root and was valid; false without a trust store.
    public internal(set) var trusted = false
    /// The signer's distinguished name.
    public internal(set) var signer: String?
    /// The certificate's issuer.
    public internal(set) var issuer: String?
    /// The certificate's serial number, in hexadecimal digits.
    public internal(set) var serial: String?
    /// The seal, when there is one.
    public internal(set) var seal: SealFacts?
    /// The signer's own clock.
    public internal(set) var claimedTime: Date?
    /// The time of a timestamping authority that is trusted.
    public internal(set) var trustedTime: Date?
    /// The timestamp, when there is one.
    public internal(set) var timestamp: TimestampVerdict?
    /// Where the seal is shown.
    public internal(set) var stamps: [StampPlace] = []
    /// How many files are protected.
    public internal(set) var protectedFiles = 0
    /// Protected files that were changed or are missing.
    public internal(set) var tampered: [String] = []
    /// Everything that was found, in sentences; "holds" is the only one when there is nothing to say.
    public internal(set) var reasons: [String] = []

    /// The seal of a signature, without its picture.
    public struct SealFacts: Sendable, Equatable, Encodable {
        /// The seal's name.
        public let name: String
        /// The seal's number.
        public let identifier: String
        /// 1, 4 or 5.
        public let version: Int
        /// The distinguished name of whoever made it.
        public let maker: String
    }

    init(id: String, file: String) {
        self.id = id
        self.file = file
    }
}

/// Where a seal is shown: a page, counted from 1, and the rectangle on it.
public struct StampPlace: Sendable, Equatable, Encodable {
    /// The page, from 1.
    public let page: Int
    /// The rectangle on the page.
    public let box: StampBox

    /// A place on a page.
    public init(page: Int, box: StampBox) {
        self.page = page
        self.box = box
    }
}
