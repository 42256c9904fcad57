import HTTPTypes
import Testing

@testable import Web

@Suite struct PeerTests {
    @Test(
        "An address is inside a range or not",
        arguments: [
            ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false),
            ("192.168.4.0/22", "192.168.7.255", true), ("192.168.4.0/22", "192.168.8.0", false),
            ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false), ("0.0.0.0/0", "8.8.8.8", true),
            ("fc00::/7", "fd12::1", true), ("fc00::/7", "fe80::1", false), ("::1", "::1", true),
            ("127.0.0.0/8", "::ffff:127.0.0.1", true), ("0.0.0.0/0", "::1", false), ("10.0.0.0/8", "", false),
        ])
    func ranges(range: String, address: String, isInside: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(address) == isInside)
    }

    @Test(
        "What is no range is none",
        arguments: ["", "10.0.0/8", "10.0.0.0/33", "::1/129", "host", "10.0.0.0/-1", "1.2.3.4/"])
    func noRanges(text: String) { #expect(AddressRange(text) == nil) }

    @Test(
        "Forwarded addresses count only as far as proxies are trusted",
        arguments: [
            ("203.0.113.9", "1.1.1.1", "203.0.113.9"), ("10.0.0.1", "1.1.1.1", "1.1.1.1"),
            ("10.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2", "1.1.1.1"), ("10.0.0.1", "6.6.6.6, 1.1.1.1", "1.1.1.1"),
            ("10.0.0.1", "1.1.1.1, rubbish", "10.0.0.1"), ("10.0.0.1", "10.0.0.7", "10.0.0.7"),
        ])
    func forwarded(direct: String, header: String, address: String) throws {
        let trusted = [try #require(AddressRange("10.0.0.0/8"))]
        let peer = Peer(direct: direct, isTLS: false, headers: [.forwardedFor: header], trusted: trusted)
        #expect(peer.address == address)
    }

    @Test("A scheme is believed from a trusted proxy only")
    func scheme() throws {
        let trusted = [try #require(AddressRange("10.0.0.0/8"))]
        func isSecure(_ direct: String, _ scheme: String, isTLS: Bool = false) -> Bool {
            Peer(direct: direct, isTLS: isTLS, headers: [.forwardedProto: scheme], trusted: trusted).isSecure
        }
        #expect(isSecure("10.0.0.1", "https"))
        #expect(!isSecure("1.1.1.1", "https"))
        #expect(!isSecure("10.0.0.1", "https, http"))
        #expect(isSecure("1.1.1.1", "http", isTLS: true))
    }

    @Test("An allowance refills with time, never beyond its size, and forgets the idle")
    func allowance() {
        let limiter = RateLimiter(perSecond: 2, burst: 3, addressesMax: 4)
        for _ in 0..<3 { #expect(limiter.take("a", now: 0) == nil) }
        #expect(limiter.take("a", now: 0) == 0.5)
        #expect(limiter.take("a", now: 0.5) == nil)
        #expect(limiter.take("a", now: 0.5) != nil)
        for _ in 0..<3 { #expect(limiter.take("a", now: 100) == nil) }
        #expect(limiter.take("a", now: 100) != nil)
        for name in ["b", "c", "d", "e", "f", "g", "h", "i", "j", "k"] { #expect(limiter.take(name, now: 200) == nil) }
        #expect(limiter.addresses <= 4)
        // A clock that goes back gives nothing away.
        #expect(RateLimiter(perSecond: 1, burst: 1).take("a", now: -5) == nil)
    }

    @Test("The date of RFC 9110 §5.6.7")
    func date() {
        #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.now().hasSuffix(" GMT"))
    }

    @Test("Cookies are set so that scripts and other sites have nothing of them")
    func cookies() {
        #expect(
            Cookies.set("s", "v", maxAgeSeconds: 60, isSecure: true)
                == "s=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure")
        #expect(Cookies.set("s", "v", maxAgeSeconds: nil, isSecure: false) == "s=v; Path=/; HttpOnly; SameSite=Lax")
        #expect(Cookies.value(of: "b", in: "ab=1; b=2=3") == "2=3")
        #expect(Cookies.value(of: "c", in: "ab=1; b=2") == nil)
    }
}
