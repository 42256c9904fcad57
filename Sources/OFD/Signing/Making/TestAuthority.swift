public import Foundation

/// A made-up authority for tests and demonstrations: it issues certificates, makes seals and stamps times.
///
/// Nobody outside should trust it: its keys come straight from OpenSSL into files without a password.
public struct TestAuthority: Sendable {
    /// How long its certificates and seals are valid.
    public static let validityDays = 3650

    /// The authority's own certificate and key (SM2).
    public let root: KeyAndCertificate
    /// Who makes the seals (SM2, issued by the root).
    public let sealMaker: KeyAndCertificate
    /// Who stamps times (P-256, signed by itself, since most verifiers of timestamps know no SM2).
    public let timestamping: KeyAndCertificate

    /// A key with the certificate that belongs to it.
    public struct KeyAndCertificate: Sendable {
        /// The private key.
        public let key: PrivateKey
        /// Its certificate.
        public let certificate: Certificate

        /// Puts the two together, if they belong together.
        public init(key: PrivateKey, certificate: Certificate) throws(SigningFailure) {
            guard try certificate.belongs(to: key) else { throw .key("it is not the certificate's") }
            self.key = key
            self.certificate = certificate
        }
    }

    /// An authority from keys and certificates made earlier.
    public init(root: KeyAndCertificate, sealMaker: KeyAndCertificate, timestamping: KeyAndCertificate) {
        self.root = root
        self.sealMaker = sealMaker
        self.timestamping = timestamping
    }

    /// Makes an authority with new keys.
    ///
    /// - Parameter serials: three serial numbers of 8 to 20 bytes from a source of chance.
    public init(from start: Date, serials: [[UInt8]]) throws(SigningFailure) {
        guard serials.count == 3 else { throw .certificate("three serial numbers are needed") }
        let validity = Self.validity(from: start)
        let rootKey = try PrivateKey.made(on: .sm2)
        let draft = CertificateDraft(
            name: "Magpie test authority", validity: validity, use: .authority, serial: serials[0])
        root = try KeyAndCertificate(key: rootKey, certificate: draft.selfSigned(by: rootKey))
        sealMaker = try Self.issued("Magpie test seal maker", serials[1], validity, by: root)
        let stampKey = try PrivateKey.made(on: .p256)
        let stampDraft = CertificateDraft(
            name: "Magpie test timestamps", validity: validity, use: .timestamping, serial: serials[2])
        timestamping = try KeyAndCertificate(key: stampKey, certificate: stampDraft.selfSigned(by: stampKey))
    }

    /// The roots that make everything trusted that this authority has issued.
    public var trust: TrustStore { TrustStore(roots: [root.certificate, timestamping.certificate]) }

    /// Issues a certificate for a new key, and makes a seal for it.
    public func identity(
        named name: String, from start: Date, serial: [UInt8], picture: ElectronicSeal.Picture
    ) throws(SigningFailure) -> ContractSigner {
        let pair = try Self.issued(name, serial, Self.validity(from: start), by: root)
        let digits = serial.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let seal = try ElectronicSeal.made(
            from: SealDraft(
                identifier: digits, name: name, holders: [pair.certificate], validity: Self.validity(from: start),
                picture: picture),
            by: sealMaker.certificate, key: sealMaker.key, at: start)
        return try ContractSigner(key: pair.key, certificate: pair.certificate, seal: seal)
    }

    private static func issued(
        _ name: String, _ serial: [UInt8], _ validity: ClosedRange<Date>, by issuer: KeyAndCertificate
    ) throws(SigningFailure) -> KeyAndCertificate {
        let key = try PrivateKey.made(on: .sm2)
        let draft = CertificateDraft(name: name, validity: validity, use: .signing, serial: serial)
        return try KeyAndCertificate(
            key: key, certificate: draft.signed(for: key, by: issuer.certificate, key: issuer.key))
    }

    private static func validity(from start: Date) -> ClosedRange<Date> {
        start...start.addingTimeInterval(Double(validityDays) * 86_400)
    }
}
