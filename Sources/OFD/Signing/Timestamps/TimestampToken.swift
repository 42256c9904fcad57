public import Foundation

/// A timestamp (时间戳): an authority's word that some bytes existed at a time (RFC 3161, GB/T 20520).
///
/// A CMS SignedData (RFC 5652) in strict DER around a `TSTInfo`, with one signer. Parts that the signature does not
/// cover (lists of revoked certificates, unsigned attributes) are refused: they could be changed unnoticed.
public struct TimestampToken: Sendable {
    /// Exactly as it was received.
    public let der: [UInt8]
    /// The authority's time.
    public let time: Date
    /// The policy under which it was given, an object identifier.
    public let policy: String
    /// The token's number with this authority, in hexadecimal digits.
    public let serial: String
    /// What was stamped.
    let imprint: TimestampImprint
    /// The number of the request, most significant byte first, without leading zeros; empty for none.
    let nonce: [UInt8]
    /// `TSTInfo` as received.
    let info: [UInt8]
    /// Certificates that came along.
    let certificates: [Certificate]
    let signer: TimestampSigner

    /// Reads a token.
    ///
    /// - Throws: `SigningFailure`; whether the token is right is asked by `verdict(over:trust:)`.
    public init(der: [UInt8]) throws(SigningFailure) {
        guard der.count <= TimestampResponse.bytesMax else { throw .timestamp("a token of too many bytes") }
        try DERValue.only(der[...]).requireStrict()
        let parts = try TimestampEnvelope(der)
        var fields = try DERFields(parts.info)
        guard try fields.integer() == 1 else { throw .timestamp("a token of another version") }
        policy = try fields.identifier()
        imprint = try TimestampImprint(fields.sequence())
        serial = try fields.value(.integer).requireInteger().map {
            String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
        }
        .joined()
        time = try fields.time()
        _ = try fields.optional(.sequence)
        _ = try fields.optional(.boolean)
        let number = try fields.optional(.integer)
        nonce = Array((number?.content ?? []).drop { $0 == 0 })
        _ = try fields.optional(.context0)
        _ = try fields.optional(.context1)
        try fields.end()
        self.der = der
        info = parts.info
        certificates = parts.certificates
        signer = parts.signer
    }

    /// Refuses a token that does not answer this request.
    public func requireAnswer(to request: TimestampRequest) throws(SigningFailure) {
        guard imprint == TimestampImprint(digest: request.digest, value: request.imprint) else {
            throw .timestamp("the token is over something else")
        }
        guard nonce == request.nonce else { throw .timestamp("the token carries another nonce") }
    }
}
