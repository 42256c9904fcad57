import HTTPTypes
import NIOCore

/// Makes the answer for one file: not modified, compressed or plain.
enum PageReply {
    static func make(
        _ asset: Asset, _ wishes: HTTPFields, _ replacements: [String: String], policy: ContentPolicy?
    ) -> Reply {
        let isText = asset.type.hasPrefix("text/html") || asset.type.hasPrefix("text/javascript")
        if isText, !replacements.isEmpty {
            return reply(replaced(asset, replacements), wishes, policy)
        }
        return reply(asset, wishes, policy)
    }

    private static func reply(_ asset: Asset, _ wishes: HTTPFields, _ policy: ContentPolicy?) -> Reply {
        let gzip = acceptsGzip(wishes[.acceptEncoding]) ? asset.gzip : nil
        // Two encodings are two representations, so they have two tags (RFC 9110 §8.8.3.3).
        let etag = gzip == nil ? asset.etag : String(asset.etag.dropLast()) + "-gz\""
        var headers: HTTPFields = [
            .eTag: etag,
            .cacheControl: asset.isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if asset.gzip != nil { headers[.vary] = "Accept-Encoding" }
        headers[.contentSecurityPolicy] = policy?.text
        if let policy, policy.frameAncestors.isEmpty { headers[.frameOptions] = "DENY" }
        // Scripts and styles are public; the loader is meant for other sites' pages.
        if policy == nil { headers[.crossOriginResource] = "cross-origin" }
        if matches(wishes[.ifNoneMatch], etag) { return Reply(status: 304, headers: headers) }
        headers[.contentType] = asset.type
        if gzip != nil { headers[.contentEncoding] = "gzip" }
        return Reply(status: 200, headers: headers, bytes: gzip ?? asset.plain)
    }

    private static func replaced(_ asset: Asset, _ replacements: [String: String]) -> Asset {
        var text = String(buffer: asset.plain)
        for (placeholder, value) in replacements.sorted(by: { $0.key < $1.key }) {
            text.replace(placeholder, with: value)
        }
        let print = RequestDigest.hexadecimal(RequestDigest.fingerprint(text.utf8))
        return Asset(
            type: asset.type, etag: "\"\(print)\"", isImmutable: false, plain: ByteBuffer(string: text), gzip: nil)
    }

    /// `If-None-Match` compares weakly (RFC 9110 §13.1.2).
    private static func matches(_ header: String?, _ etag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { candidate in
            let tag = candidate.drop { $0 == " " }
            return tag == "*" || tag == etag || (tag.hasPrefix("W/") && tag.dropFirst(2) == etag)
        }
    }

    private static func acceptsGzip(_ header: String?) -> Bool {
        (header ?? "").lowercased().split(separator: ",").contains { part in
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
            guard pieces.first == "gzip" || pieces.first == "*" else { return false }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            return weight ?? 1 > 0
        }
    }
}
