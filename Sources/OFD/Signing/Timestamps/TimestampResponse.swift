/// An authority's answer (RFC 3161 section 2.4.2), as it comes back as `application/timestamp-reply`.
public struct TimestampResponse: Sendable {
    static let bytesMax = 1_048_576

    /// The token, when one was granted.
    public let token: TimestampToken

    /// Reads an answer and takes the token out of it.
    ///
    /// - Throws: `SigningFailure.timestamp` with the authority's words when it refused.
    public init(der: [UInt8]) throws(SigningFailure) {
        guard der.count <= Self.bytesMax else { throw .timestamp("an answer of more than \(Self.bytesMax) bytes") }
        var fields = try DERFields(der)
        var info = try fields.sequence()
        let status = try info.integer()
        // 0 granted, 1 granted with modifications.
        guard status == 0 || status == 1 else {
            throw .timestamp("the authority refused (status \(status))\(Self.words(of: info))")
        }
        guard !fields.isEmpty else { throw .timestamp("the answer holds no token") }
        token = try TimestampToken(der: Array(fields.value(.sequence).encoded))
        try fields.end()
    }

    /// Makes an answer that grants a token.
    static func granting(_ token: [UInt8]) -> [UInt8] {
        DERWriter.sequence(DERWriter.sequence(DERWriter.integer(0)), token)
    }

    private static func words(of info: DERFields) -> String {
        var rest = info
        guard let text = try? rest.sequence() else { return "" }
        var lines = text
        var words: [String] = []
        while let line = try? lines.text(.utf8) { words.append(String(line.prefix(200))) }
        return words.isEmpty ? "" : ": " + words.joined(separator: " ")
    }
}
