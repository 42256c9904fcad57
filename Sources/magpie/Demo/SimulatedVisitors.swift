import AsyncHTTPClient
import Foundation
import Journey
import Logging
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import ServiceLifecycle

/// Visitors of the demo: programs that come through the same public doors as anyone, at a pace that one can watch.
actor SimulatedVisitors: Service {
    /// Conversations at once: a demo that nobody watches must not fill the disk.
    static let atOnceMax = 12
    static let perMinuteMin = 0.5
    static let replySecondsMax: Int64 = 25

    struct Dialogue: Decodable, Sendable {
        let trade: String
        let lines: [String]
    }

    private let origin: String
    private let client: HTTPClient
    private let logger: Logger
    private var on: Bool
    private var perMinute: Double
    private var talking = 0

    init(origin: String, client: HTTPClient, perMinute: Double, logger: Logger) {
        self.origin = origin
        self.client = client
        self.logger = logger
        self.perMinute = perMinute > 0 ? max(perMinute, Self.perMinuteMin) : 6
        on = perMinute > 0
    }

    func state() -> (on: Bool, perMinute: Double) { (on, perMinute) }

    func set(on: Bool, perMinute: Double?) {
        self.on = on
        if let perMinute, perMinute.isFinite { self.perMinute = min(max(perMinute, Self.perMinuteMin), 600) }
    }

    nonisolated func run() async throws {
        let dialogues = try JSONDecoder().decode([Dialogue].self, from: CompanyWords.file("visitors.json"))
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    let pause = await self.pauseSeconds
                    try? await Task.sleep(for: .seconds(pause))
                    guard !Task.isCancelled, await self.mayBegin(), let dialogue = dialogues.randomElement() else {
                        continue
                    }
                    group.addTask {
                        await self.talk(dialogue)
                        await self.ended()
                    }
                }
                group.cancelAll()
            }
        }
    }

    private var pauseSeconds: Double { on ? 60 / perMinute : 1 }

    private func mayBegin() -> Bool {
        guard on, talking < Self.atOnceMax else { return false }
        talking += 1
        return true
    }

    private func ended() { talking -= 1 }

    /// Says line after line, each after an answer or a while without one.
    private nonisolated func talk(_ dialogue: Dialogue) async {
        do {
            let session: Session = try await post(
                "/api/v1/visitor/session", ["channel": DemoSeed.webChannelKey, "locale": "zh"], token: nil)
            var seen: Int64 = 0
            for line in dialogue.lines {
                guard await on else { return }
                // About 250 characters a minute, as people type.
                try await Task.sleep(for: .seconds(1.5 + Double(line.count) * 0.24))
                let sent: Sent = try await post(
                    "/api/v1/visitor/messages", ["id": UUID().uuidString, "text": line], token: session.token)
                seen = try await answer(sent.message.conversation, after: max(seen, sent.message.seq), session.token)
            }
        } catch is CancellationError {
            return
        } catch {
            logger.debug("a simulated visitor left", metadata: ["error": "\(error)"])
        }
    }

    /// Waits for somebody's answer; returns the last number seen.
    private nonisolated func answer(_ conversation: String, after: Int64, _ token: String) async throws -> Int64 {
        let query = "conversation=\(conversation)&after=\(after)&wait=\(Self.replySecondsMax)"
        var request = HTTPClientRequest(url: "\(origin)/api/v1/visitor/messages?\(query)")
        request.headers = ["authorization": "Bearer \(token)"]
        let response = try await client.execute(request, timeout: .seconds(Self.replySecondsMax + 10))
        let page = try JSONDecoder().decode(Messages.self, from: try await response.body.collect(upTo: 1 << 20))
        if let last = page.items.last {
            let receipt: Nothing = try await post(
                "/api/v1/visitor/receipts",
                Receipt(conversation: conversation, delivered: last.seq, read: last.seq), token: token)
            _ = receipt
            return last.seq
        }
        return after
    }

    private nonisolated func post<Body: Encodable, Answer: Decodable>(
        _ path: String, _ body: Body, token: String?
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: origin + path)
        request.method = .POST
        request.headers = ["content-type": "application/json"]
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        request.body = .bytes(try JSONEncoder().encode(body))
        let response = try await client.execute(request, timeout: .seconds(10))
        let bytes = try await response.body.collect(upTo: 1 << 20)
        guard response.status.code < 300 else { throw Turned(status: Int(response.status.code)) }
        return try JSONDecoder().decode(Answer.self, from: bytes)
    }

    /// The server said no.
    private struct Turned: Error { let status: Int }
    private struct Nothing: Decodable {}
    private struct Session: Decodable { let token: String }
    private struct Sent: Decodable { let message: Said }
    private struct Messages: Decodable { let items: [Said] }

    private struct Said: Decodable {
        let conversation: String
        let seq: Int64
    }

    private struct Receipt: Encodable {
        let conversation: String
        let delivered: Int64
        let read: Int64
    }
}
