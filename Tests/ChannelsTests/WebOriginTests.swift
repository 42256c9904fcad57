import Testing

@testable import Channels

@Suite("Origins that may embed the widget")
struct WebOriginTests {
    static let kept: [(String, String)] = [
        ("https://shop.example", "https://shop.example"), ("https://shop.example/", "https://shop.example"),
        (" HTTPS://Shop.Example ", "https://shop.example"), ("http://localhost:3000", "http://localhost:3000"),
        ("https://shop.example:443", "https://shop.example"), ("http://shop.example:80/", "http://shop.example"),
        ("http://shop.example:443", "http://shop.example:443"),
        ("https://shop.example:8443", "https://shop.example:8443"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://[::1]:3000", "http://[::1]:3000"),
        ("https://商店.example", "https://xn--czrs0t.example"), ("https://a.example:", "https://a.example"),
    ]

    @Test("An origin is kept as browsers send it", arguments: kept)
    func asBrowsers(text: String, origin: String) throws {
        #expect(try WebOrigin.checked(text) == origin)
        #expect(try WebOrigin.checked(origin) == origin, "what is kept is an origin itself")
    }

    @Test(
        "What is more or less than an origin is refused, and so is what would end a header",
        arguments: [
            "", "*", "null", "shop.example", "//shop.example", "ftp://shop.example", "file://", "https://",
            "https://shop.example/path", "https://shop.example?x", "https://shop.example#x", "https://a@shop.example",
            "https://:b@shop.example", "https://*.shop.example", "https://shop.example; script-src *",
            "https://shop.example, https://b.example", "https://shop.example\r\nX-Evil: 1", "https://shop.example\nb",
            "https://a'b.example", "https://a\"b.example", "https://shop.example:0", "https://shop.example:70000",
            "https://shop%2eexample", "https://shop%0d%0a.example", "javascript:alert(1)",
        ])
    func refused(_ text: String) {
        #expect(throws: ChannelRefusal.self) { try WebOrigin.checked(text) }
    }
}
