import Foundation
import Testing

@testable import Web

@Suite struct SocketTests {
    /// Sends every frame back.
    let echo: @Sendable (Socket) async -> Void = { socket in
        for await text in socket.frames { socket.send(text) }
    }

    @Test("The opening answers the key of RFC 6455 §1.3 with its accept value")
    func acceptVector() async throws {
        #expect(SocketAccept.value("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        try await TestServer.run(socket: echo) { server in
            let page = try await WebSocketPage(port: server.port)
            #expect(page.opening.status == 101)
            #expect(page.opening.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            await page.send("你好")
            #expect(try await page.next().text == "你好")
        }
    }

    @Test("SHA-1 of the examples of RFC 3174 §7.3")
    func sha1() {
        func hex(_ text: String) -> String {
            SocketAccept.sha1(Array(text.utf8)).map { String(format: "%02x", $0) }.joined()
        }
        #expect(hex("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(
            hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
        #expect(hex(String(repeating: "a", count: 1_000_000)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    }

    @Test("Parts of a message are put together, also around a ping, which is answered")
    func fragments() async throws {
        try await TestServer.run(socket: echo) { server in
            let page = try await WebSocketPage(port: server.port)
            await page.send(opcode: 1, Array("你好".utf8.prefix(4)), isLast: false)
            await page.send(opcode: 9, [1, 2, 3])
            await page.send(opcode: 0, Array("你好".utf8.dropFirst(4)))
            #expect(try await page.next() == WebSocketPage.Frame(opcode: 10, payload: [1, 2, 3]))
            #expect(try await page.next().text == "你好")
        }
    }

    @Test(
        "Whoever breaks a rule is told which",
        arguments: [
            (opcode: UInt8(2), payload: [UInt8]([1]), masked: true, code: 1003),
            (1, [0xff, 0xfe], true, 1007),
            (1, [UInt8](repeating: 97, count: 65_537), true, 1009),
            (1, [97], false, 1002),
            (0, [97], true, 1002),
            (3, [97], true, 1002),
            (9, [UInt8](repeating: 0, count: 126), true, 1002),
        ])
    func violations(opcode: UInt8, payload: [UInt8], masked: Bool, code: Int) async throws {
        try await TestServer.run(socket: echo) { server in
            let page = try await WebSocketPage(port: server.port)
            await page.send(opcode: opcode, payload, isMasked: masked)
            #expect(try await page.next().code == code)
        }
    }

    @Test("A frame of exactly 64 KiB is fine; so is a message of that size in parts, and no more")
    func sizes() async throws {
        try await TestServer.run(socket: echo) { server in
            let page = try await WebSocketPage(port: server.port)
            let most = String(repeating: "x", count: 65_536)
            await page.send(most)
            #expect(try await page.next().text == most)
            await page.send(opcode: 1, Array(most.utf8), isLast: false)
            await page.send(opcode: 0, [97])
            #expect(try await page.next().code == 1009)
        }
    }

    @Test("The closing handshake goes both ways")
    func closing() async throws {
        let bye: @Sendable (Socket) async -> Void = { socket in
            for await text in socket.frames where text == "bye" {
                socket.send("last")
                socket.close(code: .notAllowed, reason: "token")
            }
        }
        try await TestServer.run(socket: bye) { server in
            let page = try await WebSocketPage(port: server.port)
            await page.send("bye")
            #expect(try await page.next().text == "last")
            let frame = try await page.next()
            #expect(frame.code == 1008)
            #expect(String(decoding: frame.payload.dropFirst(2), as: UTF8.self) == "token")
            await page.send(opcode: 8, [3, 240])
            #expect(await page.browser.wire.receive() == [])
            let other = try await WebSocketPage(port: server.port)
            await other.send(opcode: 8, [3, 232])
            #expect(try await other.next().code == 1000)
            #expect(await other.browser.wire.receive() == [])
        }
    }

    @Test("Pages of other sites get no socket; our own and configured ones do")
    func origins() async throws {
        var configuration = WebConfiguration.forTests
        configuration.origins = ["https://desk.example"]
        try await TestServer.run(configuration, socket: echo) { server in
            let expected = [
                ("http://desk.test", 101), ("https://desk.example", 101), ("https://desk.test", 403),
                ("https://evil.example", 403), ("null", 403),
            ]
            for (origin, status) in expected {
                let page = try await WebSocketPage(port: server.port, ["Origin": origin])
                #expect(page.opening.status == status, "\(origin)")
            }
        }
    }

    @Test("Cookies, address and language of the opening are known to the owner")
    func opening() async throws {
        let tell: @Sendable (Socket) async -> Void = { socket in
            socket.send("\(socket.cookie("magpie_session") ?? "-") \(socket.language) \(socket.remoteAddress)")
            for await _ in socket.frames {}
        }
        try await TestServer.run(socket: tell) { server in
            let page = try await WebSocketPage(
                port: server.port, ["Cookie": "a=b; magpie_session=s1", "Accept-Language": "en"])
            #expect(try await page.next().text == "s1 english 127.0.0.1")
        }
    }

    @Test("What is not a WebSocket is answered as the ordinary request it is")
    func otherUpgrades() async throws {
        let routes = [Route.get("/api/v1/ping", .anyone, "Ping") { _ in ["pong": true] }]
        try await TestServer.run(routes: routes, socket: echo) { server in
            let browser = try server.browser()
            let h2c = try await browser.ask(
                "GET", "/api/v1/ping", ["Upgrade": "h2c", "Connection": "Upgrade, HTTP2-Settings"])
            #expect(h2c.status == 200)
            #expect(h2c.text == #"{"pong":true}"#)
            #expect(h2c.headers["connection"] == "close")
            let websocket = try await server.browser().ask(
                "GET", "/api/v1/ping", ["Upgrade": "websocket", "Connection": "Upgrade"])
            #expect(websocket.status == 200)
            #expect(try await server.browser().ask("GET", "/socket").status == 426)
            #expect(
                try await WebSocketPage(port: server.port, ["Sec-WebSocket-Version": "8"]).opening.status == 400)
            #expect(try await WebSocketPage(port: server.port, ["Sec-WebSocket-Key": "short"]).opening.status == 400)
        }
    }

    @Test("A ping is due when nothing was said; who stays silent is dropped")
    func silence() async throws {
        var configuration = WebConfiguration.forTests
        configuration.limits.socket.pingSeconds = 0.1
        configuration.limits.socket.silentSecondsMax = 1.5
        try await TestServer.run(configuration, socket: echo) { server in
            let page = try await WebSocketPage(port: server.port)
            for _ in 0..<20 {
                #expect(try await page.frame().opcode == 9)
                await page.send(opcode: 10, [])
            }
            let quiet = try await WebSocketPage(port: server.port)
            let rest = await quiet.browser.wire.rest()
            #expect(rest.count <= 2 * 20)
        }
    }
}
