public import Foundation

/// A timestamping authority of one's own (RFC 3161), for tests, demonstrations and closed networks.
///
/// Its word is worth as much as the clock that it is given. It signs with SM2 and SM3, or with ECDSA or RSA and
/// SHA-256, as its key is; the signer's certificate is put into every token.
public struct TimestampAuthority: Sendable {
    /// A policy identifier that belongs to nobody (below ITU-T X.660's example arc).
    private static let policy = "2.999.1"

    private let key: PrivateKey
    private let certificate: Certificate

    /// - Throws: `SigningFailure.key` when the key is not the certificate's, `.certificate` when the certificate is not
    ///   for timestamps alone.
    public init(key: PrivateKey, certificate: Certificate) throws(SigningFailure) {
        guard try certificate.belongs(to: key) else { throw .key("it is not the certificate's") }
        guard try certificate.isForTimestamps() else {
            throw .certificate("it is not for timestamps alone (critical extended key usage)")
        }
        self.key = key
        self.certificate = certificate
    }

    /// An authority of any certificate, as a dishonest one may have it: for tests of verification.
    init(ofAnyUse pair: TestAuthority.KeyAndCertificate) {
        key = pair.key
        certificate = pair.certificate
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: the request in DER.
    ///   - time: the time to vouch for, kept to the second.
    ///   - serial: the token's number, never used before; most significant byte first.
    /// - Returns: the answer in DER.
    public func answer(to request: [UInt8], at time: Date, serial: [UInt8]) throws(SigningFailure) -> [UInt8] {
        let asked = try TimestampRequest(der: request)
        let info = DERWriter.sequence(
            DERWriter.integer(1), try DERWriter.identifier(Self.policy),
            try TimestampImprint(digest: asked.digest, value: asked.imprint).der(), DERWriter.unsigned(serial),
            DERWriter.time(time), asked.nonce.isEmpty ? [] : DERWriter.unsigned(asked.nonce))
        return TimestampResponse.granting(try token(around: info))
    }

    private func token(around info: [UInt8]) throws(SigningFailure) -> [UInt8] {
        let digest: Digest = key.isSM2 ? .sm3 : .sha256
        let content = DERWriter.sequence(
            try DERWriter.identifier(TimestampEnvelope.timestampInfo),
            DERWriter.value(.context0, DERWriter.octets(info)))
        let data = DERWriter.sequence(
            DERWriter.integer(TimestampEnvelope.version),
            DERWriter.value(.set, try TimestampImprint.identifier(digest)), content,
            DERWriter.value(.context0, certificate.der),
            DERWriter.value(.set, try signer(of: info, by: digest)))
        return DERWriter.sequence(
            try DERWriter.identifier(TimestampEnvelope.signedData[0]), DERWriter.value(.context0, data))
    }

    private func signer(of info: [UInt8], by digest: Digest) throws(SigningFailure) -> [UInt8] {
        let attributes = try signedAttributes(of: info, by: digest)
        return DERWriter.sequence(
            DERWriter.integer(1), try certificate.issuerAndSerial(), try TimestampImprint.identifier(digest),
            DERWriter.value(.context0, attributes),
            DERWriter.sequence(try DERWriter.identifier(certificate.signatureAlgorithm())),
            DERWriter.octets(try key.signAnyKind(DERWriter.value(.set, attributes))))
    }

    /// The attributes in DER's order of a SET: by their bytes.
    private func signedAttributes(of info: [UInt8], by digest: Digest) throws(SigningFailure) -> [UInt8] {
        let certificateDigest = try TimestampImprint(digest: digest, value: digest.of(certificate.der)).der()
        // SHA-256 is the default and must not be written (RFC 5035 section 5.4.1).
        let entry =
            digest == .sha256
            ? DERWriter.sequence(DERWriter.octets(try digest.of(certificate.der))) : certificateDigest
        let attributes = [
            try Self.attribute(
                TimestampSigner.contentType, DERWriter.identifier(TimestampEnvelope.timestampInfo)),
            try Self.attribute(TimestampSigner.messageDigest, DERWriter.octets(digest.of(info))),
            try Self.attribute(
                TimestampSigner.signingCertificateV2, DERWriter.sequence(DERWriter.sequence(entry))),
        ]
        return attributes.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 }
    }

    private static func attribute(_ name: String, _ value: [UInt8]) throws(SigningFailure) -> [UInt8] {
        DERWriter.sequence(try DERWriter.identifier(name), DERWriter.value(.set, value))
    }
}
