/// Who signs: a key, its certificate, and the seal that is shown (签署人).
public struct ContractSigner: Sendable {
    /// The private key, on the SM2 curve.
    public let key: PrivateKey
    /// Its certificate.
    public let certificate: Certificate
    /// The seal, of version 4, that this certificate may use.
    public let seal: ElectronicSeal

    /// Puts the three together, if they belong together.
    ///
    /// - Throws: `SigningFailure.key` when the key is not the certificate's or not on the SM2 curve, `.seal` when the
    ///   certificate is not among the seal's holders or the seal is not of version 4.
    public init(key: PrivateKey, certificate: Certificate, seal: ElectronicSeal) throws(SigningFailure) {
        guard key.isSM2 else { throw .key("contracts are signed with SM2, and this key is of another kind") }
        guard try certificate.belongs(to: key) else { throw .key("it is not the certificate's") }
        guard try seal.isHeld(by: certificate) else { throw .seal("the certificate is not in its list of holders") }
        guard seal.version == 4 else { throw .seal("version \(seal.version) is read, but not signed with") }
        self.key = key
        self.certificate = certificate
        self.seal = seal
    }
}
