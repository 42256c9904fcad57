import Foundation

extension SealSignature {
    /// Signs the digest of `Signature.xml` with a seal of version 4 (GB/T 38540 section 7).
    ///
    /// - Parameters:
    ///   - dataHash: SM3 of `Signature.xml`, 32 bytes.
    ///   - propertyInfo: the path of `Signature.xml`, from the package's root, with a leading slash.
    ///   - time: the signer's clock.
    /// - Throws: `SigningFailure.seal` when the seal is of another version or not this certificate's, `.key` when the
    ///   key is not the certificate's.
    static func made(
        of dataHash: [UInt8], at propertyInfo: String, with seal: ElectronicSeal, by certificate: Certificate,
        key: PrivateKey, time: Date
    ) throws(SigningFailure) -> SealSignature {
        guard seal.version == 4 else { throw .seal("version \(seal.version) is read, but not signed with") }
        guard try certificate.belongs(to: key) else { throw .key("it is not the certificate's") }
        guard try seal.isHeld(by: certificate) else { throw .seal("the certificate is not in its list of holders") }
        let signed = DERWriter.sequence(
            DERWriter.integer(4), seal.der, DERWriter.time(time), DERWriter.bits(dataHash),
            DERWriter.ia5(propertyInfo))
        let value = try key.sign(signed)
        return try SealSignature(der: assembled(signed, certificate, value, timestamp: nil))
    }

    /// The same signature with a timestamp over its value.
    ///
    /// - Parameter token: a token of RFC 3161 in DER.
    public func stamped(with token: [UInt8]) throws(SigningFailure) -> SealSignature {
        guard version != 1 else { throw .seal("signatures of version 1 have no place for a timestamp") }
        return try SealSignature(der: Self.assembled(signed, certificate, value, timestamp: token))
    }

    private static func assembled(
        _ signed: [UInt8], _ certificate: Certificate, _ value: [UInt8], timestamp: [UInt8]?
    ) throws(SigningFailure) -> [UInt8] {
        DERWriter.sequence(
            signed, DERWriter.octets(certificate.der), try DERWriter.identifier(SM2.algorithm), DERWriter.bits(value),
            timestamp.map { DERWriter.value(.context0, DERWriter.bits($0)) } ?? [])
    }
}
