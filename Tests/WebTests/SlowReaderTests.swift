import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import Web

@Suite struct SlowReaderTests {
    @Test("A reader that never reads gets a bounded queue, then is closed")
    func neverReads() async throws {
        var configuration = WebConfiguration.forTests
        configuration.limits.socket.stuckSecondsMax = 0.5
        let queued = Mutex(0)
        let refused = Mutex(0)
        let ended = Mutex(false)
        let flood: @Sendable (Socket) async -> Void = { socket in
            let text = String(repeating: "x", count: 8192)
            while !socket.isClosed {
                if socket.send(text) {
                    queued.withLock { $0 += 1 }
                } else {
                    refused.withLock { $0 += 1 }
                    #expect(socket.outbox.waiting <= 256)
                    try? await Task.sleep(for: .milliseconds(10))
                }
                await Task.yield()
            }
            ended.withLock { $0 = true }
        }
        try await TestServer.run(configuration, socket: flood) { server in
            let wire = try Wire(port: server.port, receiveBuffer: 4096)
            let page = try await WebSocketPage(port: server.port, wire: wire)
            #expect(page.opening.status == 101)
            for _ in 0..<300 where !ended.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(20)) }
            #expect(ended.withLock { $0 })
            #expect(refused.withLock { $0 } > 0)
            // What the system's buffers take, and one full queue.
            #expect(queued.withLock { $0 } * 8192 < 8 << 20)
        }
    }

    @Test("Who asks for page after page and reads none is let go")
    func readsNoAnswers() async throws {
        var configuration = WebConfiguration.forTests
        configuration.limits.idleSecondsMax = 0.5
        let routes = [
            Route.raw(.get, "/large", .anyone, "Large") { _ in
                Reply(body: [UInt8](repeating: 120, count: 8 << 20))
            }
        ]
        let seconds = try await TestServer.run(configuration, routes: routes) { server in
            let wire = try Wire(port: server.port, receiveBuffer: 4096)
            await wire.send(String(repeating: "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", count: 20))
            var open = 1
            for _ in 0..<200 where open > 0 {
                try await Task.sleep(for: .milliseconds(20))
                let figures = try await server.browser().ask("GET", "/metrics").text
                open = figures.contains("magpie_connections_open 1\n") ? 0 : 1
            }
            #expect(open == 0)
        }
        #expect(seconds < 2)
    }

    @Test("When a slow reader reads again, its owner hears of it and can go on")
    func readsAgain() async throws {
        let owner: @Sendable (Socket) async -> Void = { socket in
            let text = String(repeating: "x", count: 8192)
            while socket.send(text) { await Task.yield() }
            let forgotten = socket.forgetWaiting()
            #expect(forgotten > 0)
            #expect(await socket.drained())
            socket.send("behind")
            for await _ in socket.frames {}
        }
        try await TestServer.run(socket: owner) { server in
            let wire = try Wire(port: server.port, receiveBuffer: 4096)
            let page = try await WebSocketPage(port: server.port, wire: wire)
            try await Task.sleep(for: .milliseconds(300))
            var last = ""
            while last != "behind" { last = try await page.next().text }
        }
    }

    @Test("An owner that takes nothing holds back the sender; nothing is lost")
    func slowOwner() async throws {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let most = Mutex(0)
        let owner: @Sendable (Socket) async -> Void = { socket in
            for await _ in gate { break }
            most.withLock { $0 = socket.frames.inbox.count }
            for await text in socket.frames { socket.send(String(text.prefix(8))) }
        }
        try await TestServer.run(socket: owner) { server in
            let page = try await WebSocketPage(port: server.port)
            let frames = 200
            let padding = String(repeating: ".", count: 30_000)
            async let sent: Void = {
                for number in 0..<frames { await page.send("\(10_000_000 + number)\(padding)") }
            }()
            try await Task.sleep(for: .milliseconds(300))
            open.yield()
            await sent
            for number in 0..<frames {
                let text = try await page.next().text
                #expect(text == "\(10_000_000 + number)")
            }
            #expect(most.withLock { $0 } <= 64)
        }
    }
}
