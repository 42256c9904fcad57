import HTTPTypes

/// The headers that tell a browser to be careful, on every answer.
enum SecurityHeaders {
    static let noFrames = ContentPolicy().text

    /// Adds what the answer does not say itself.
    static func add(to headers: inout HTTPFields, path: String, isSecure: Bool) {
        func usually(_ name: HTTPField.Name, _ value: String) {
            if headers[name] == nil { headers[name] = value }
        }
        usually(.contentSecurityPolicy, noFrames)
        usually(.xContentTypeOptions, "nosniff")
        usually(.referrerPolicy, "strict-origin-when-cross-origin")
        usually(.permissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        usually(.crossOriginOpener, "same-origin")
        usually(.crossOriginResource, "same-origin")
        if isSecure { usually(.strictTransportSecurity, "max-age=31536000; includeSubDomains") }
        if headers[.contentType] != nil || path.hasPrefix("/api") { usually(.cacheControl, "no-store") }
    }
}

/// What a page may load, run, reach and be framed by (Content Security Policy, level 3).
public struct ContentPolicy: Sendable {
    /// Other origins whose scripts and frames the page shows: a shop that embeds the widget.
    public var embedded: [String] = []
    /// Origins that may show the page in a frame; empty for nobody.
    public var frameAncestors: [String] = []

    public init(embedded: [String] = [], frameAncestors: [String] = []) {
        self.embedded = embedded
        self.frameAncestors = frameAncestors
    }

    /// The header's value. What could end the directive is left out of the origins.
    var text: String {
        let others = Self.plain(embedded)
        let ancestors = Self.plain(frameAncestors)
        return [
            "default-src 'none'", "script-src 'self'" + others, "style-src 'self'", "img-src 'self' data:",
            "connect-src 'self'", "font-src 'self'", "frame-src 'self'" + others, "base-uri 'none'",
            "form-action 'self'", "frame-ancestors" + (ancestors.isEmpty ? " 'none'" : ancestors),
        ].joined(separator: "; ")
    }

    private static func plain(_ origins: [String]) -> String {
        origins.filter { origin in
            !origin.isEmpty && origin.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 59 && $0 != 44 }
        }.map { " " + $0 }.joined()
    }
}
