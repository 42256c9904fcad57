/// The CMS SignedData around a timestamp (RFC 5652 section 5).
struct TimestampEnvelope {
    static let certificatesMax = 32
    /// SignedData by its international and its Chinese name (GM/T 0010).
    static let signedData = ["1.2.840.113549.1.7.2", "1.2.156.10197.6.1.4.2.2"]
    static let timestampInfo = "1.2.840.113549.1.9.16.1.4"
    /// The version that goes with content other than plain data.
    static let version = 3

    /// `TSTInfo` in DER.
    let info: [UInt8]
    let certificates: [Certificate]
    let signer: TimestampSigner

    init(_ der: [UInt8]) throws(SigningFailure) {
        var outer = try DERFields(der)
        guard try Self.signedData.contains(outer.identifier()) else { throw .timestamp("not signed data") }
        var tagged = try DERFields(outer.value(.context0), tag: .context0)
        try outer.end()
        var fields = try tagged.sequence()
        try tagged.end()
        guard try fields.integer() == Self.version else { throw .timestamp("signed data of another version") }
        let digests = try fields.value(.set)
        info = try Self.content(fields.sequence())
        certificates = try Self.certificates(fields.optional(.context0))
        guard fields.nextTag == .set else { throw .timestamp("carries parts that nobody has signed") }
        let signers = try fields.value(.set)
        try fields.end()
        signer = try TimestampSigner(DERValue.only(signers.content))
        // The list of digests is not signed, so it must say exactly what the signer says.
        guard digests.content == signer.digestField[...] else {
            throw .timestamp("names digests that the signer did not use")
        }
    }

    private static func content(_ source: DERFields) throws(SigningFailure) -> [UInt8] {
        var fields = source
        guard try fields.identifier() == timestampInfo else { throw .timestamp("the content is no timestamp") }
        var tagged = try DERFields(fields.value(.context0), tag: .context0)
        try fields.end()
        let bytes = try tagged.octets()
        try tagged.end()
        return bytes
    }

    private static func certificates(_ value: DERValue?) throws(SigningFailure) -> [Certificate] {
        guard let value else { return [] }
        var found: [Certificate] = []
        var fields = try DERFields(value, tag: .context0)
        while !fields.isEmpty {
            guard found.count < certificatesMax else { throw .timestamp("more than \(certificatesMax) certificates") }
            found.append(try Certificate(der: Array(fields.value(.sequence).encoded)))
        }
        return found
    }
}
