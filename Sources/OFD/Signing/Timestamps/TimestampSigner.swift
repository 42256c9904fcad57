/// `SignerInfo` of a timestamp: what the authority's key has signed, and with which certificate.
struct TimestampSigner {
    static let contentType = "1.2.840.113549.1.9.3"
    static let messageDigest = "1.2.840.113549.1.9.4"
    /// ESSCertID (RFC 2634), by SHA-1, and its second version (RFC 5035).
    private static let signingCertificate = "1.2.840.113549.1.9.16.2.12"
    static let signingCertificateV2 = "1.2.840.113549.1.9.16.2.47"

    /// The issuer's name as received, and the serial number.
    let issuerAndSerial: [UInt8]
    let digest: Digest
    /// The digest's `AlgorithmIdentifier` as received.
    let digestField: [UInt8]
    /// The signature's algorithm, an object identifier.
    let algorithm: String
    let signature: [UInt8]
    /// The signed attributes in the form that is signed: as a SET, not as `[0]`.
    let signedAttributes: [UInt8]
    /// What the attributes say was signed.
    let contentDigest: [UInt8]
    /// Digests of the signer's certificate and, perhaps, of those above it.
    let certificateDigests: [TimestampImprint]

    init(_ value: DERValue) throws(SigningFailure) {
        var fields = try DERFields(value)
        guard try fields.integer() == 1 else { throw .timestamp("the signer is not named by issuer and number") }
        issuerAndSerial = Array(try fields.value(.sequence).encoded)
        let digestValue = try fields.value(.sequence)
        digest = try TimestampImprint.algorithm(digestValue)
        digestField = Array(digestValue.encoded)
        let attributes = try fields.value(.context0)
        var method = try fields.sequence()
        algorithm = try method.identifier()
        if let parameters = try method.optional(.null) { try parameters.requireStrict() }
        try method.end()
        signature = try fields.octets()
        guard fields.isEmpty else { throw .timestamp("carries attributes that nobody has signed") }
        signedAttributes = DERWriter.value(.set, Array(attributes.content))
        let values = try Self.values(attributes)
        guard let type = values[Self.contentType], type == (try DERWriter.identifier(TimestampEnvelope.timestampInfo))
        else { throw .timestamp("the signed attributes are not about a timestamp") }
        guard let stated = values[Self.messageDigest] else { throw .timestamp("no digest of the content is signed") }
        contentDigest = Array(try DERValue.only(stated[...]).content)
        certificateDigests = try Self.certificateDigests(values)
    }

    /// The attributes, each once and with one value.
    private static func values(_ attributes: DERValue) throws(SigningFailure) -> [String: [UInt8]] {
        var fields = try DERFields(attributes, tag: .context0)
        var found: [String: [UInt8]] = [:]
        while !fields.isEmpty {
            var attribute = try fields.sequence()
            let name = try attribute.identifier()
            let value = try attribute.value(.set)
            try attribute.end()
            guard found.updateValue(Array(value.content), forKey: name) == nil else {
                throw .timestamp("a signed attribute stands there twice")
            }
        }
        return found
    }

    private static func certificateDigests(
        _ values: [String: [UInt8]]
    ) throws(SigningFailure) -> [TimestampImprint] {
        let (value, isSecond) = (
            values[signingCertificateV2] ?? values[signingCertificate], values[signingCertificateV2] != nil
        )
        guard let value else { throw .timestamp("the signer's certificate is not signed along") }
        var attribute = try DERFields(value)
        var list = try attribute.sequence()
        var found: [TimestampImprint] = []
        while !list.isEmpty {
            guard found.count < TimestampEnvelope.certificatesMax else { throw .timestamp("too many certificates") }
            var entry = try list.sequence()
            // The second version leaves SHA-256 out, as the usual one.
            let method = isSecond ? try entry.optional(.sequence) : nil
            let named = try method.map { value throws(SigningFailure) in try TimestampImprint.algorithm(value) }
            found.append(.init(digest: named ?? (isSecond ? .sha256 : .sha1), value: try entry.octets()))
        }
        return found
    }
}
