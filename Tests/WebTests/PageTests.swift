import Foundation
import Testing

@testable import Web

/// Makes packs as the build of the pages does.
struct PackMaker {
    var files: [(path: String, type: String, isImmutable: Bool, plain: String, gzip: String?)] = []

    var bytes: [UInt8] {
        var data: [UInt8] = []
        var entries: [[String: Any]] = []
        for file in files {
            var entry: [String: Any] = [
                "path": file.path, "type": file.type, "etag": "\"e-\(file.plain.utf8.count)\"",
                "immutable": file.isImmutable, "offset": data.count, "length": file.plain.utf8.count,
            ]
            data += Array(file.plain.utf8)
            if let gzip = file.gzip {
                entry["gzipOffset"] = data.count
                entry["gzipLength"] = gzip.utf8.count
                data += Array(gzip.utf8)
            }
            entries.append(entry)
        }
        let header = (try? JSONSerialization.data(withJSONObject: entries)) ?? Data()
        return Array("MPACK1\n".utf8) + Array(String(format: "%08x", header.count).utf8) + Array(header) + data
    }

    static var product: PackMaker {
        PackMaker(files: [
            ("/index.html", "text/html; charset=utf-8", false, "<app>", nil),
            ("/widget.html", "text/html; charset=utf-8", false, "<widget>", nil),
            ("/widget.js", "text/javascript", false, "loader()", nil),
            ("/assets/main-1A2B.js", "text/javascript", true, "main();main();main()", "(packed)"),
            ("/shop.html", "text/html", false, "<script src=\"__ORIGIN__/widget.js\">", nil),
        ])
    }
}

@Suite struct PageTests {
    let pages: Pages

    init() throws {
        pages = .product(try .pack(PackMaker.product.bytes)) { key in
            key == "shop" ? ["https://shop.example", "http://127.0.0.1:8081", "https://x; script-src *"] : []
        }
    }

    @Test("The app answers on all of its paths; unknown ones are not found")
    func application() async throws {
        try await TestServer.run(pages: pages) { server in
            let browser = try server.browser()
            for path in ["/", "/sign-in", "/app", "/app/inbox/018f"] {
                let page = try await browser.ask("GET", path)
                #expect(page.text == "<app>", "\(path)")
                #expect(page.headers["cache-control"] == "no-cache")
                #expect(page.headers["x-frame-options"] == "DENY")
            }
            for path in ["/apple", "/index.html", "/assets/none.js", "/sign-in/x", "/widget/x"] {
                #expect(try await browser.ask("GET", path).status == 404, "\(path)")
            }
            #expect(try await browser.ask("POST", "/app", body: "{}").status == 405)
        }
    }

    @Test("Hashed files are kept for ever, compressed for who takes it, and not sent twice")
    func assets() async throws {
        try await TestServer.run(pages: pages) { server in
            let browser = try server.browser()
            let plain = try await browser.ask("GET", "/assets/main-1A2B.js")
            #expect(plain.text == "main();main();main()")
            #expect(plain.headers["cache-control"] == "public, max-age=31536000, immutable")
            #expect(plain.headers["vary"] == "Accept-Encoding")
            #expect(plain.headers["content-encoding"] == nil)
            let packed = try await browser.ask("GET", "/assets/main-1A2B.js", ["Accept-Encoding": "br, gzip;q=0.8"])
            #expect(packed.text == "(packed)")
            #expect(packed.headers["content-encoding"] == "gzip")
            #expect(packed.headers["etag"] != plain.headers["etag"])
            let refused = try await browser.ask("GET", "/assets/main-1A2B.js", ["Accept-Encoding": "gzip;q=0"])
            #expect(refused.headers["content-encoding"] == nil)
            let tag = try #require(plain.headers["etag"])
            let same = try await browser.ask("GET", "/assets/main-1A2B.js", ["If-None-Match": "\"x\", W/\(tag)"])
            #expect(same.status == 304)
            #expect(same.body.isEmpty)
            let head = try await browser.ask("HEAD", "/assets/main-1A2B.js")
            #expect(head.headers["content-length"] == "20")
            #expect(try await browser.ask("GET", "/healthz").status == 200)
        }
    }

    @Test("The widget may be framed by its channel's sites only; nothing else may be framed")
    func widget() async throws {
        try await TestServer.run(pages: pages) { server in
            let browser = try server.browser()
            let widget = try await browser.ask("GET", "/widget?channel=shop")
            let policy = try #require(widget.headers["content-security-policy"])
            #expect(policy.hasSuffix("frame-ancestors https://shop.example http://127.0.0.1:8081"))
            #expect(widget.headers["x-frame-options"] == nil)
            for path in ["/widget?channel=other", "/widget", "/", "/api/none", "/healthz"] {
                let policy = try #require(try await browser.ask("GET", path).headers["content-security-policy"])
                #expect(policy.hasSuffix("frame-ancestors 'none'"), "\(path)")
            }
            let loader = try await browser.ask("GET", "/widget.js")
            #expect(loader.headers["cross-origin-resource-policy"] == "cross-origin")
        }
    }

    @Test("Every answer carries the security headers; HSTS only over TLS")
    func securityHeaders() async throws {
        var configuration = WebConfiguration.forTests
        configuration.trustedProxies = AddressRange.privateNetworks
        try await TestServer.run(configuration, pages: pages) { server in
            let browser = try server.browser()
            for path in ["/", "/api/none", "/assets/main-1A2B.js", "/%zz"] {
                let reply = try await browser.ask("GET", path)
                #expect(reply.headers["x-content-type-options"] == "nosniff")
                #expect(reply.headers["referrer-policy"] == "strict-origin-when-cross-origin")
                let policy = try #require(reply.headers["content-security-policy"])
                #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'; "))
                #expect(reply.headers["strict-transport-security"] == nil)
            }
            let secure = try await browser.ask("GET", "/", ["X-Forwarded-Proto": "https"])
            #expect(secure.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains")
        }
    }

    @Test("A site of one page replaces its placeholders and may embed the origin it is told")
    func shop() async throws {
        let shop = Pages.site(
            try .pack(PackMaker.product.bytes), home: "/shop.html", embedding: ["http://127.0.0.1:8080"],
            replacing: ["__ORIGIN__": "http://127.0.0.1:8080"])
        try await TestServer.run(pages: shop) { server in
            let browser = try server.browser()
            let page = try await browser.ask("GET", "/")
            #expect(page.text == #"<script src="http://127.0.0.1:8080/widget.js">"#)
            let policy = try #require(page.headers["content-security-policy"])
            #expect(policy.contains("script-src 'self' http://127.0.0.1:8080;"))
            #expect(policy.contains("frame-src 'self' http://127.0.0.1:8080;"))
            let tag = try #require(page.headers["etag"])
            #expect(try await browser.ask("GET", "/", ["If-None-Match": tag]).status == 304)
            #expect(try await browser.ask("GET", "/app").status == 404)
        }
    }

    @Test("A folder serves what is in it now, and nothing outside of it")
    func folder() async throws {
        let name = "pages-\(UInt64.random(in: 0...UInt64.max))"
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        let inside = root.appendingPathComponent("web")
        try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        try Data("secret".utf8).write(to: root.appendingPathComponent("secret.txt"))
        try Data("one".utf8).write(to: inside.appendingPathComponent("index.html"))
        let link = inside.appendingPathComponent("link.txt")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: root.appendingPathComponent("secret.txt"))
        let pages = Pages.product(try .folder(inside.path)) { _ in [] }
        try await TestServer.run(pages: pages) { server in
            let browser = try server.browser()
            #expect(try await browser.ask("GET", "/").text == "one")
            try Data("two".utf8).write(to: inside.appendingPathComponent("index.html"))
            #expect(try await browser.ask("GET", "/").text == "two")
            #expect(try await browser.ask("GET", "/link.txt").status == 404)
            #expect(try await browser.ask("GET", "/%2e%2e/secret.txt").status == 400)
            #expect(try await browser.ask("GET", "/..%2fsecret.txt").status == 404)
        }
        #expect(throws: PackFault.noFolder("/nowhere/at/all")) { try PageAssets.folder("/nowhere/at/all") }
    }

    @Test("A damaged pack is refused, saying how")
    func damaged() throws {
        let whole = PackMaker.product.bytes
        #expect(throws: PackFault.notAPack) { try PageAssets.pack([]) }
        #expect(throws: PackFault.notAPack) { try PageAssets.pack(Array("MPACK2\n00000000[]".utf8)) }
        #expect(throws: PackFault.headerUnreadable) { try PageAssets.pack(Array(whole.prefix(40))) }
        #expect(throws: PackFault.cutOff(path: "/shop.html")) { try PageAssets.pack(Array(whole.dropLast())) }
        #expect(try PageAssets.pack(Array("MPACK1\n00000002[]".utf8)).isEmpty)
    }
}
