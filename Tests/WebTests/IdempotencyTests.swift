import Foundation
import Journey
import Synchronization
import Testing

@testable import Web

/// A ledger in memory.
final class MemoryLedger: Sendable {
    private let rows = Mutex<[String: (digest: String, reply: StoredReply)]>([:])

    var ledger: IdempotencyLedger {
        IdempotencyLedger(
            lookup: { caller, key, digest in
                self.rows.withLock { rows in
                    guard let row = rows[caller + " " + key] else { return .fresh }
                    return row.digest == digest ? .answered(row.reply) : .conflict
                }
            },
            store: { caller, key, digest, reply in
                self.rows.withLock { $0[caller + " " + key] = (digest, reply) }
            })
    }

    var count: Int { rows.withLock { $0.count } }
}

@Suite struct IdempotencyTests {
    let done = Counter()
    let started = Counter()
    let gate = AsyncStream.makeStream(of: Void.self)
    let authenticator = Authenticator(
        agent: { _ in AccessTests.signedIn(.agent) }, visitor: { _ in nil },
        channel: { $0 == "k-1" ? AccessTests.ambience.id() : nil })

    var routes: [Route] {
        [
            Route.post("/api/v1/orders", .channel, "Order", body: Greeting.self, status: 201) {
                [done, started, gate] _, greeting in
                _ = started.next()
                if greeting.name == "slow" { for await _ in gate.stream { break } }
                if greeting.name == "bad" { throw InputRefusal.malformed(field: "name") }
                return Greeting(name: greeting.name, times: done.next())
            },
            Route.post("/api/v1/secrets", .channel, "Secret", status: 201) { [done] _ in
                Greeting(name: "secret", times: done.next())
            }.neverStored(),
        ]
    }

    @Test("The same key and request is done once and answered alike; another request with the key is a conflict")
    func once() async throws {
        let ledger = MemoryLedger()
        try await TestServer.run(routes: routes, authenticator: authenticator, idempotency: ledger.ledger) { server in
            let browser = try server.browser()
            func order(_ name: String, _ key: String?, _ path: String = "/api/v1/orders") async throws -> Answer {
                var headers = ["Authorization": "Bearer k-1"]
                headers["Idempotency-Key"] = key
                return try await browser.ask("POST", path, headers, body: #"{"name":"\#(name)","times":0}"#)
            }
            let first = try await order("tea", "k1")
            let again = try await order("tea", "k1")
            #expect(first.status == 201)
            #expect(again.status == 201)
            #expect(again.text == first.text)
            #expect(again.headers["content-type"] == "application/json")
            let other = try await order("rice", "k1")
            #expect(other.status == 409)
            #expect(other.json("error.field") == "Idempotency-Key")
            #expect(try await order("tea", nil).json("times") == "2")
            #expect(try await order("tea", "two words").status == 400)
            #expect(try await order("bad", "k2").status == 400)
            #expect(try await order("good", "k2").status == 201)
            #expect(try await order("-", "k3", "/api/v1/secrets").json("times") == "4")
            #expect(try await order("-", "k3", "/api/v1/secrets").json("times") == "5")
            #expect(ledger.count == 2)
        }
    }

    @Test("A second request with the key while the first is still running is told so")
    func running() async throws {
        let ledger = MemoryLedger().ledger
        try await TestServer.run(routes: routes, authenticator: authenticator, idempotency: ledger) { server in
            let (one, two) = (try server.browser(), try server.browser())
            let body = #"{"name":"slow","times":0}"#
            await one.wire.send(
                "POST /api/v1/orders HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer k-1\r\nIdempotency-Key: s\r\n"
                    + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            await started.reaches(1)
            let second = try await two.ask(
                "POST", "/api/v1/orders", ["Authorization": "Bearer k-1", "Idempotency-Key": "s"], body: body)
            #expect(second.status == 409)
            gate.continuation.yield()
            #expect(try await one.answer().status == 201)
        }
    }
}

final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }

    /// Waits until it has counted that far; gives up after ten seconds.
    func reaches(_ number: Int) async {
        for _ in 0..<1000 where count.withLock({ $0 }) < number { try? await Task.sleep(for: .milliseconds(10)) }
    }
}
