import Foundation
import ServiceLifecycle
import Testing

@testable import Web

@Suite struct ShutdownTests {
    @Test("Sockets are told to come back (1001) and stopping does not wait for anybody's good will")
    func sockets() async throws {
        let echo: @Sendable (Socket) async -> Void = { socket in for await text in socket.frames { socket.send(text) } }
        let seconds = try await TestServer.run(socket: echo) { server in
            let page = try await WebSocketPage(port: server.port)
            await server.group.triggerGracefulShutdown()
            #expect(try await page.next().code == 1001)
        }
        #expect(seconds < 2)
    }

    @Test("A request in flight is answered before the server goes; a long poll is sent away at once")
    func inFlight() async throws {
        let started = Counter()
        let routes = [
            Route.get("/api/v1/slow", .anyone, "Slow") { _ in
                _ = started.next()
                try await Task.sleep(for: .milliseconds(500))
                return ["done": true]
            },
            Route.get("/api/v1/wait", .anyone, "Wait") { _ in
                _ = started.next()
                try await Task.sleep(for: .seconds(25))
                return ["done": true]
            }.waiting(),
        ]
        let seconds = try await TestServer.run(routes: routes) { server in
            let (slow, waiting) = (try server.browser(), try server.browser())
            await slow.wire.send("GET /api/v1/slow HTTP/1.1\r\nHost: a\r\n\r\n")
            await waiting.wire.send("GET /api/v1/wait HTTP/1.1\r\nHost: a\r\n\r\n")
            await started.reaches(2)
            await server.group.triggerGracefulShutdown()
            #expect(try await waiting.answer().status == 503)
            #expect(try await slow.answer().status == 200)
        }
        #expect(seconds < 2)
    }

    @Test("Half-closed, idle and never-speaking connections do not keep the server from stopping")
    func probes() async throws {
        let echo: @Sendable (Socket) async -> Void = { socket in for await text in socket.frames { socket.send(text) } }
        let seconds = try await TestServer.run(socket: echo) { server in
            let silent = try Wire(port: server.port)
            let half = try Wire(port: server.port)
            await half.halfClose()
            #expect(await half.receive() == [])
            let idle = try server.browser()
            #expect(try await idle.ask("GET", "/healthz").status == 200)
            let halfAfter = try server.browser()
            #expect(try await halfAfter.ask("GET", "/healthz").status == 200)
            await halfAfter.wire.halfClose()
            #expect(await halfAfter.wire.receive() == [])
            let socket = try await WebSocketPage(port: server.port)
            await socket.browser.wire.halfClose()
            #expect(await socket.browser.wire.receive() == [])
            await silent.send("GET / HT")
            await server.group.triggerGracefulShutdown()
            // Reset or closed, as its unread bytes fall.
            #expect((await silent.receive() ?? []).isEmpty)
        }
        #expect(seconds < 2)
    }

    @Test("A request that half-closes after asking is still answered")
    func halfClosedRequest() async throws {
        try await TestServer.run { server in
            let browser = try server.browser()
            await browser.wire.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            await browser.wire.halfClose()
            #expect(try await browser.answer().text == "ok\n")
            #expect(await browser.wire.receive() == [])
        }
    }
}
