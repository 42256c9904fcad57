import Foundation
import HTTPTypes
import Journey
import Testing

@testable import Web

@Suite struct LimitTests {
    let routes = [
        Route.post("/api/v1/echo", .anyone, "Echo", body: Greeting.self) { _, greeting in greeting },
        Route.raw(.post, "/api/v1/upload", .anyone, "Upload") { call in .text("\(call.body.count)") }
            .body(upTo: 200_000),
        Route.post("/api/v1/sign-in", .anyone, "Sign in") { _ in Empty() }.limited(perMinute: 3),
        Route.get("/api/v1/closed", .agent(.agent), "Closed") { _ in Empty() },
        Route.post("/api/v1/closed", .agent(.agent), "Closed") { _ in Empty() },
    ]

    @Test("A body over the limit is refused with 413, whether announced or not")
    func bodies() async throws {
        var configuration = WebConfiguration.forTests
        configuration.limits.bodyBytesMax = 1000
        try await TestServer.run(configuration, routes: routes) { server in
            let announced = try server.browser()
            let reply = try await announced.ask(
                "POST", "/api/v1/echo", ["Accept-Language": "en"], body: String(repeating: " ", count: 300_000))
            #expect(reply.status == 413)
            #expect(reply.json("error.code") == "too_large")
            #expect(reply.json("error.message") == "The body may have at most 1000 bytes.")
            #expect(reply.headers["connection"] == "close")
            let chunked = try server.browser()
            await chunked.wire.send(
                "POST /api/v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n" + "800\r\n" + String(repeating: " ", count: 2048) + "\r\n")
            #expect(try await chunked.answer().status == 413)
            let larger = try await server.browser().ask(
                "POST", "/api/v1/upload", body: String(repeating: "x", count: 150_000))
            #expect(larger.text == "150000")
        }
    }

    @Test("Who asks first (Expect: 100-continue) is let on, or refused before sending")
    func expect() async throws {
        try await TestServer.run(routes: routes) { server in
            let browser = try server.browser()
            let head = "POST /api/v1/upload HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
            await browser.wire.send(head + "5\r\n\r\n")
            let interim = try await browser.bytes { $0.count >= 25 ? 25 : nil }
            #expect(String(decoding: interim, as: UTF8.self).hasPrefix("HTTP/1.1 100 Continue"))
            await browser.wire.send("hello")
            #expect(try await browser.answer().text == "5")
            let refused = try server.browser()
            await refused.wire.send(head + "900000\r\n\r\n")
            #expect(try await refused.answer().status == 413)
        }
    }

    @Test("A refused request's small body is skipped and the connection goes on")
    func skipping() async throws {
        try await TestServer.run(routes: routes) { server in
            let browser = try server.browser()
            #expect(try await browser.ask("POST", "/api/v1/closed", body: "{}").status == 401)
            #expect(try await browser.ask("POST", "/api/v1/closed", body: "{}").status == 401)
            #expect(try await browser.ask("GET", "/healthz").status == 200)
        }
    }

    @Test("Headers over the limit are refused with 431, what is not HTTP with 400", arguments: [true, false])
    func headers(isFirst: Bool) async throws {
        try await TestServer.run { server in
            for (request, status) in [
                ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n", 431),
                ("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: y\r\n", count: 200) + "\r\n", 431),
                ("what is this\r\n\r\n", 400),
            ] {
                let browser = try server.browser()
                if !isFirst { #expect(try await browser.ask("GET", "/healthz").status == 200) }
                await browser.wire.send(request)
                let reply = try await browser.answer()
                #expect(reply.status == status)
                #expect(reply.json("error.request") != nil)
                #expect(await browser.wire.receive() == [])
            }
        }
    }

    @Test("Over the limit of connections the next one is told so; when one leaves, there is room again")
    func connections() async throws {
        var configuration = WebConfiguration.forTests
        configuration.limits.connectionsMax = 2
        try await TestServer.run(configuration) { server in
            let first = try server.browser()
            #expect(try await first.ask("GET", "/healthz").status == 200)
            do {
                let second = try server.browser()
                #expect(try await second.ask("GET", "/healthz").status == 200)
                let third = try await server.browser().ask("GET", "/healthz")
                #expect(third.status == 503)
                #expect(third.json("error.code") == "unavailable")
                #expect(third.headers["retry-after"] == "1")
            }
            var status = 503
            for _ in 0..<100 where status != 200 {
                try await Task.sleep(for: .milliseconds(20))
                status = try await server.browser().ask("GET", "/healthz").status
            }
            #expect(status == 200)
        }
    }

    @Test("Who says nothing, or too slowly, is not waited for")
    func slowness() async throws {
        var configuration = WebConfiguration.forTests
        configuration.limits.firstHeadSecondsMax = 0.3
        configuration.limits.bodySecondsMax = 0.3
        configuration.limits.idleSecondsMax = 0.3
        try await TestServer.run(configuration, routes: routes) { server in
            let silent = try Wire(port: server.port)
            let trickle = try Wire(port: server.port)
            await trickle.send("GET / HTTP/1.1\r\nHost:")
            let body = try Wire(port: server.port)
            await body.send("POST /api/v1/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nx")
            let idle = try server.browser()
            _ = try await idle.ask("GET", "/healthz")
            for wire in [silent, trickle, body, idle.wire] { #expect(await wire.receive() == []) }
        }
    }

    @Test("An address that asks too often gets 429 and when to come back; a route may be stricter than the server")
    func rates() async throws {
        var configuration = WebConfiguration.forTests
        configuration.limits.requestsPerSecond = 0.5
        configuration.limits.requestsBurst = 5
        configuration.trustedProxies = [AddressRange("127.0.0.1")].compactMap { $0 }
        try await TestServer.run(configuration, routes: routes) { server in
            let browser = try server.browser()
            func ask(_ path: String, from address: String) async throws -> Answer {
                try await browser.ask("POST", path, ["X-Forwarded-For": address])
            }
            for _ in 0..<3 { #expect(try await ask("/api/v1/sign-in", from: "1.2.3.4").status == 200) }
            let route = try await ask("/api/v1/sign-in", from: "1.2.3.4")
            #expect(route.status == 429)
            #expect(route.json("error.code") == "too_many")
            #expect(Int(route.headers["retry-after"] ?? "") ?? 0 >= 19)
            #expect(try await ask("/api/v1/none", from: "1.2.3.4").status == 404)
            let all = try await ask("/api/v1/none", from: "1.2.3.4")
            #expect(all.status == 429)
            #expect(Int(all.headers["retry-after"] ?? "") ?? 0 <= 2)
            #expect(try await ask("/api/v1/sign-in", from: "1.2.3.5").status == 200)
        }
    }
}
