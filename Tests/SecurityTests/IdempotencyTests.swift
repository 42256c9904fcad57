import Journey
import Security
import Store
import Testing

@Suite("Idempotency") struct IdempotencyTests {
    let ledger = Idempotency()
    let one = Idempotency.digest(method: "POST", path: "/a", body: [1])
    let two = Idempotency.digest(method: "POST", path: "/a", body: [2])

    @Test("The first answer is given again for a day, to the same caller only")
    func sameAnswer() async throws {
        try await House.visit { house in
            let answer = Idempotency.Answer(status: 201, body: "{}")
            try await house.store.write { try ledger.store(answer, caller: "a", key: "k", digest: one, in: $0) }
            #expect(
                try await house.store.read { try ledger.find(caller: "a", key: "k", digest: one, in: $0) } == answer)
            #expect(try await house.store.read { try ledger.find(caller: "b", key: "k", digest: two, in: $0) } == nil)
            house.clock.pass(seconds: 86_399)
            #expect(
                try await house.store.read { try ledger.find(caller: "a", key: "k", digest: one, in: $0) } == answer)
            house.clock.pass(seconds: 1)
            #expect(try await house.store.read { try ledger.find(caller: "a", key: "k", digest: two, in: $0) } == nil)
            try await house.store.write { try ledger.store(answer, caller: "a", key: "k", digest: two, in: $0) }
        }
    }

    @Test("Another request under the same key is refused, and so is a bad key")
    func conflict() async throws {
        try await House.visit { house in
            let answer = Idempotency.Answer(status: 200, body: "")
            try await house.store.write { try ledger.store(answer, caller: "a", key: "k", digest: one, in: $0) }
            await #expect(throws: IdempotencyRefusal.conflict) {
                try await house.store.read { try ledger.find(caller: "a", key: "k", digest: two, in: $0) }
            }
            for key in ["", " ", String(repeating: "k", count: 201)] {
                await #expect(throws: InputRefusal.self) {
                    try await house.store.read { try ledger.find(caller: "a", key: key, digest: one, in: $0) }
                }
            }
        }
    }

    @Test("The same request many times at once is carried out once")
    func concurrent() async throws {
        try await House.visit { house in
            let done = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let answer = Idempotency.Answer(status: 200, body: "")
                        return
                            (try? await house.store.write { tx in
                                try ledger.store(answer, caller: "a", key: "k", digest: one, in: tx)
                            }) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(done == 1)
        }
    }

    @Test("Purging forgets what is older than a day")
    func purge() async throws {
        try await House.visit { house in
            let answer = Idempotency.Answer(status: 200, body: "")
            try await house.store.write { try ledger.store(answer, caller: "a", key: "old", digest: one, in: $0) }
            house.clock.pass(seconds: 80_000)
            try await house.store.write { try ledger.store(answer, caller: "a", key: "new", digest: one, in: $0) }
            house.clock.pass(seconds: 10_000)
            try await house.store.write { try house.security.purge(in: $0) }
            let keys: [String] = try await house.store.read {
                try $0.query("SELECT key FROM idempotency").map { try $0.get("key") }
            }
            #expect(keys == ["new"])
        }
    }
}
