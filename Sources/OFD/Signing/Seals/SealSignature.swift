public import Foundation

/// A signature with a seal (电子签章数据): the content of `SignedValue.dat`.
///
/// It binds the digest of `Signature.xml` to a seal and a time (GB/T 38540 section 7, GM/T 0031 section 7). Reading
/// one proves nothing; verification asks every part.
public struct SealSignature: Sendable, Equatable {
    static let bytesMax = 4_194_304

    /// Exactly as it was received.
    public let der: [UInt8]
    /// 1, 4 or 5.
    public let version: Int
    /// The seal that was used, whole.
    public let seal: ElectronicSeal
    /// The signer's clock, which nobody else has confirmed.
    public let time: Date
    /// The digest of `Signature.xml`.
    public let dataHash: [UInt8]
    /// The path of `Signature.xml` in the package.
    public let propertyInfo: String
    /// Who signed.
    public let certificate: Certificate
    /// DER of r and s.
    public let value: [UInt8]
    /// A token of RFC 3161 over `value`, in DER; `nil` without one.
    public let timestamp: [UInt8]?
    /// What was signed, as received.
    let signed: [UInt8]

    /// Whether the certificate's key has signed what is signed here.
    public func isSignedByCertificate() throws(SigningFailure) -> Bool {
        try certificate.verifies(value, of: signed)
    }

    /// Refuses everything but SM2 with SM3.
    static func requireSM2(_ algorithm: String) throws(SigningFailure) {
        guard algorithm == SM2.algorithm else { throw .seal("signed with \(algorithm), not with SM2 and SM3") }
    }
}
