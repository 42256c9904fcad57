/// A signature without a seal in the form of GB/T 35275 (SM2 密码算法加密签名消息语法): the SM3 digest of `Signature.xml`
/// inside SignedData, with the signer's certificate and without attributes.
struct SignedDigest {
    private static let (signedData, data) = ("1.2.156.10197.6.1.4.2.2", "1.2.156.10197.6.1.4.2.1")
    private static let certificatesMax = 32
    private static let algorithms = [SM2.algorithm, "1.2.156.10197.1.301.1"]

    /// What was signed: the digest, or the file itself.
    let content: [UInt8]
    let certificates: [Certificate]
    let certificate: Certificate
    let signature: [UInt8]

    init(der: [UInt8]) throws(SigningFailure) {
        try DERValue.only(der[...]).requireStrict()
        var outer = try DERFields(der)
        guard try outer.identifier() == Self.signedData else { throw .seal("not SignedData of GB/T 35275") }
        var tagged = try DERFields(outer.value(.context0), tag: .context0)
        try outer.end()
        var fields = try tagged.sequence()
        guard try fields.integer() == 1 else { throw .seal("SignedData of another version") }
        var digests = try DERFields(fields.value(.set), tag: .set)
        try Self.requireSM3(digests.value(.sequence))
        content = try Self.content(fields.sequence())
        var found: [Certificate] = []
        var list = try DERFields(fields.value(.context0), tag: .context0)
        while !list.isEmpty {
            guard found.count < Self.certificatesMax else { throw .seal("too many certificates") }
            found.append(try Certificate(der: Array(list.value(.sequence).encoded)))
        }
        certificates = found
        var signers = try DERFields(fields.value(.set), tag: .set)
        (certificate, signature) = try Self.signer(signers.sequence(), among: found)
        for rest in [digests, signers, fields, tagged] { try rest.end() }
    }

    /// Whether the certificate's key has signed the content.
    func isSignedByCertificate() throws(SigningFailure) -> Bool { try certificate.verifies(signature, of: content) }

    private static func content(_ source: DERFields) throws(SigningFailure) -> [UInt8] {
        var fields = source
        guard try fields.identifier() == data else { throw .seal("the content is no data") }
        var tagged = try DERFields(fields.value(.context0), tag: .context0)
        let content = try tagged.octets()
        try tagged.end()
        try fields.end()
        return content
    }

    private static func signer(
        _ source: DERFields, among certificates: [Certificate]
    ) throws(SigningFailure) -> (Certificate, [UInt8]) {
        var fields = source
        guard try fields.integer() == 1 else { throw .seal("a signer of another version") }
        let name = Array(try fields.value(.sequence).encoded)
        try requireSM3(fields.value(.sequence))
        var method = try fields.sequence()
        guard try algorithms.contains(method.identifier()) else { throw .seal("not signed with SM2 and SM3") }
        let signature = try fields.octets()
        try fields.end()
        for certificate in certificates where try certificate.issuerAndSerial() == name {
            return (certificate, signature)
        }
        throw .seal("the signer's certificate is not there")
    }

    private static func requireSM3(_ value: DERValue) throws(SigningFailure) {
        guard try TimestampImprint.algorithm(value) == .sm3 else { throw .seal("digests are not by SM3") }
    }
}
