import Testing

@testable import Channels

@Suite("Where webhooks may go")
struct WebhookAddressTests {
    static let inside = [
        // Loopback, this network, private, shared, link-local, benchmark, multicast, reserved, broadcast.
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1",
        "172.31.255.255", "192.168.0.1", "100.64.0.1", "100.127.255.255", "169.254.169.254", "192.0.0.8", "198.18.0.1",
        "198.19.255.255", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        // The same, as some resolvers read it: decimal, hexadecimal, octal, short, padded.
        "2130706433", "0x7f000001", "0X7F000001", "017700000001", "0177.0.0.1", "0x7f.0.0.1", "127.1", "127.0.1",
        "10.1", "0", "0x0", "00000127.0.0.1", "127.0.0.01", "3232235777", "0xA9FEA9FE", "1.2.3", "256.0.0.1",
        "1.2.3.4.5",
        // Names that can mean nothing else, also in full.
        "localhost", "LOCALHOST", "localhost.", "a.localhost", "a.localhost.", "printer.local", "127.0.0.1.",
        "metadata.google.internal", "", ".", "..",
        // IPv6.
        "::1", "[::1]", "::", "[::]", "0:0:0:0:0:0:0:1", "0000:0000:0000:0000:0000:0000:0000:0001", "::127.0.0.1",
        "::ffff:127.0.0.1", "::FFFF:7f00:1", "0:0:0:0:0:ffff:c0a8:101", "[::ffff:10.0.0.1]", "fe80::1", "FE80::1",
        "fe80::1%eth0", "[fe80::1%25lo]", "febf::1", "fec0::1", "fc00::1", "fd12:3456:789a::1", "ff02::1",
        "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001::1",
        "1:2:3", ":::", "12345::1",
    ]

    static let outside = [
        "example.com", "EXAMPLE.com.", "8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.1", "172.15.255.255",
        "172.32.0.1", "192.167.1.1", "192.169.1.1", "100.63.255.255", "100.128.0.1", "169.253.1.1", "169.255.1.1",
        "198.17.1.1", "198.20.1.1", "223.255.255.255", "192.0.1.1",
        // Names that only look like addresses.
        "10.example.com", "127.0.0.1.nip.example", "1e100.net", "face1.de", "cafe24.be", "0x7f.example",
        "xn--czrs0t.example", "localhost.example", "notlocalhost", "mylocal",
        "2606:4700:4700::1111", "[2001:4860:4860::8888]", "2002:808:808::1", "64:ff9b::8.8.8.8", "2a00::1",
    ]

    @Test("This machine and private networks are recognised however they are written", arguments: inside)
    func recognised(_ host: String) {
        #expect(WebhookAddress.isPrivate(host))
    }

    @Test("The public network is not mistaken for a private one", arguments: outside)
    func open(_ host: String) {
        #expect(!WebhookAddress.isPrivate(host))
    }

    @Test("An address inside is refused, whatever surrounds it", arguments: inside)
    func refused(_ host: String) {
        let host = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        for text in ["https://\(host)/hook", "https://\(host):8443/hook?a=b"] {
            #expect(throws: ChannelRefusal.self) { try WebhookAddress.checked(text, allowsPrivate: false) }
        }
    }

    static let malformed = [
        "", "example.com", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com", "javascript:alert(1)",
        "https://", "https:///hook", "https://user@example.com/", "https://user:pw@example.com/",
        "https://:pw@example.com", "https://@example.com", "https://example.com\\@127.0.0.1/", "https://exa mple.com/",
        "https://example.com:0/", "https://example.com:65536/", "https://example.com:99999/",
        "https://%31%32%37.0.0.1/", "https://127.0.0.1%2eexample.com/", "https://exam%70le.com/",
        "https://example.com/\u{0}", "https://example.com/" + String(repeating: "a", count: 481),
    ]

    @Test("What is no web address is refused, also where private networks are allowed", arguments: malformed)
    func refusedForm(_ text: String) {
        for allowsPrivate in [false, true] {
            #expect(throws: ChannelRefusal.self) { try WebhookAddress.checked(text, allowsPrivate: allowsPrivate) }
        }
    }

    @Test(
        "Digits of other scripts that a browser folds into an address are refused",
        arguments: [
            "https://１２７.0.0.1/", "https://①②⑦.⓪.⓪.①/", "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "https://127。0。0。1/",
        ])
    func folded(_ text: String) {
        #expect(throws: ChannelRefusal.self) { try WebhookAddress.checked(text, allowsPrivate: false) }
    }

    @Test(
        "A public https address is kept as it is written",
        arguments: [
            "https://example.com", "https://example.com/hook?x=1", "HTTPS://Example.com:8443/", "https://8.8.8.8/a",
            "https://[2606:4700:4700::1111]/a", "https://商店.example/a", "https://example.com:443/",
            "https://example.com/" + String(repeating: "a", count: 480),
        ])
    func kept(_ text: String) throws {
        #expect(try WebhookAddress.checked(text, allowsPrivate: false) == text)
    }

    @Test("Without TLS only where private networks are allowed")
    func plain() throws {
        #expect(throws: ChannelRefusal.badWebhook("https")) {
            try WebhookAddress.checked("http://example.com/", allowsPrivate: false)
        }
        for text in ["http://example.com/", "http://127.0.0.1:9000/hook", "http://[::1]:9000/hook"] {
            #expect(try WebhookAddress.checked(text, allowsPrivate: true) == text)
        }
    }
}
