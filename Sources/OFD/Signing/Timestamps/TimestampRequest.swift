/// A request for a timestamp (RFC 3161 section 2.4.1), to be sent as `application/timestamp-query`.
public struct TimestampRequest: Sendable, Equatable {
    static let bytesMax = 65_536
    /// Longest random number that is sent or answered.
    static let nonceBytesMax = 32

    /// What the digest was taken with.
    public let digest: Digest
    /// The digest of what shall be stamped.
    public let imprint: [UInt8]
    /// A number that ties the answer to this request, most significant byte first; empty for none.
    public let nonce: [UInt8]

    /// A request over some bytes, here a signature's value.
    ///
    /// - Parameter nonce: 8 to 32 bytes from a source of chance; without it an old answer could be played again.
    public init(over bytes: [UInt8], digest: Digest = .sm3, nonce: [UInt8]) throws(SigningFailure) {
        guard digest.isStrong else { throw .timestamp("\(digest.rawValue) protects nothing") }
        guard (8...Self.nonceBytesMax).contains(nonce.count) else {
            throw .timestamp("the nonce must have 8 to \(Self.nonceBytesMax) bytes")
        }
        self.digest = digest
        self.imprint = try digest.of(bytes)
        self.nonce = Array(nonce.drop { $0 == 0 })
    }

    /// The request in DER. The authority's certificate is asked for; which policy applies is left to the authority.
    public func der() throws(SigningFailure) -> [UInt8] {
        DERWriter.sequence(
            DERWriter.integer(1), try TimestampImprint(digest: digest, value: imprint).der(),
            nonce.isEmpty ? [] : DERWriter.unsigned(nonce), DERWriter.value(.boolean, [0xFF]))
    }

    /// Reads a request, as a timestamping authority does. Extensions are refused.
    public init(der: [UInt8]) throws(SigningFailure) {
        guard der.count <= Self.bytesMax else { throw .timestamp("a request of more than \(Self.bytesMax) bytes") }
        var fields = try DERFields(der)
        guard try fields.integer() == 1 else { throw .timestamp("a request of another version") }
        let asked = try TimestampImprint(fields.sequence())
        _ = try fields.optional(.identifier)
        let number = try fields.optional(.integer).map { value throws(SigningFailure) in try value.requireInteger() }
        _ = try fields.optional(.boolean)
        try fields.end()
        digest = asked.digest
        imprint = asked.value
        nonce = Array((number ?? []).drop { $0 == 0 })
    }
}

/// `MessageImprint`: a digest and its algorithm.
struct TimestampImprint: Equatable {
    let digest: Digest
    let value: [UInt8]

    init(digest: Digest, value: [UInt8]) {
        self.digest = digest
        self.value = value
    }

    init(_ source: DERFields) throws(SigningFailure) {
        var fields = source
        digest = try Self.algorithm(fields.value(.sequence))
        value = try fields.octets()
        try fields.end()
    }

    func der() throws(SigningFailure) -> [UInt8] {
        DERWriter.sequence(try Self.identifier(digest), DERWriter.octets(value))
    }

    /// `AlgorithmIdentifier` of a digest: no parameters, or NULL.
    static func algorithm(_ value: DERValue) throws(SigningFailure) -> Digest {
        var fields = try DERFields(value)
        let name = try fields.identifier()
        if let parameters = try fields.optional(.null) { try parameters.requireStrict() }
        try fields.end()
        guard let digest = Digest(checkMethod: name) else { throw .timestamp("digest \(name) is not known") }
        return digest
    }

    static func identifier(_ digest: Digest) throws(SigningFailure) -> [UInt8] {
        DERWriter.sequence(try DERWriter.identifier(digest.identifier), DERWriter.value(.null, []))
    }
}
