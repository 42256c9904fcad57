/// The decoded target of a request: path segments and query.
struct Target: Sendable, Equatable {
    let path: String
    let segments: [String]
    let query: [String: String]

    static let queryFieldsMax = 100

    /// Splits before it decodes, so that an encoded slash never makes a segment of its own.
    ///
    /// - Throws: `WebRefusal.pathMalformed` for bad escapes, text that is not UTF-8, NUL, or too many query fields.
    init(_ target: String) throws(WebRefusal) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let raw = parts.first, raw.hasPrefix("/") else { throw .pathMalformed }
        var segments: [String] = []
        for piece in raw.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let segment = try Self.decoded(piece, plusIsSpace: false)
            // Dot segments would name a file outside of what is served.
            guard segment != ".", segment != ".." else { throw .pathMalformed }
            segments.append(segment)
        }
        self.segments = segments
        path = "/" + segments.joined(separator: "/")
        query = try Self.fields(parts.count > 1 ? parts[1] : "")
    }

    private static func fields(_ text: Substring) throws(WebRefusal) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try decoded(halves[0], plusIsSpace: true)
            fields[name] = halves.count > 1 ? try decoded(halves[1], plusIsSpace: true) : ""
            guard fields.count <= queryFieldsMax else { throw .pathMalformed }
        }
        return fields
    }

    /// Percent-decoding (RFC 3986 §2.1).
    private static func decoded(_ text: Substring, plusIsSpace: Bool) throws(WebRefusal) -> String {
        let raw = Array(text.utf8)
        guard raw.contains(where: { $0 == 37 || $0 == 43 || $0 == 0 || $0 >= 128 }) else { return String(text) }
        var bytes: [UInt8] = []
        var at = 0
        while at < raw.count {
            switch raw[at] {
            case 37:
                guard at + 2 < raw.count, let high = digit(raw[at + 1]), let low = digit(raw[at + 2]) else {
                    throw .pathMalformed
                }
                bytes.append(high << 4 | low)
                at += 2
            case 43 where plusIsSpace: bytes.append(32)
            default: bytes.append(raw[at])
            }
            at += 1
        }
        guard !bytes.contains(0), let decoded = String(validating: bytes, as: UTF8.self) else {
            throw .pathMalformed
        }
        return decoded
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case 48...57: character - 48
        case 97...102: character - 87
        case 65...70: character - 55
        default: nil
        }
    }
}
