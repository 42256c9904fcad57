import Foundation
import Journey
import Store
import Testing

@testable import Security

private let server = ProcessInfo.processInfo.environment["MAGPIE_TEST_POSTGRES"]

/// The same promises on PostgreSQL: the server at `MAGPIE_TEST_POSTGRES`, a database of its own for the test.
@Suite("On PostgreSQL", .enabled(if: server != nil))
struct PostgresTests {
    /// Runs a statement outside any transaction, as making a database must be.
    func administer(_ statement: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["psql", "-q", "-d", try #require(server), "-c", statement]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    func visit(_ body: (House) async throws -> Void) async throws {
        let name = "security_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try administer("CREATE DATABASE \(name)")
        let given = try #require(server)
        let parts = given.split(separator: "?", maxSplits: 1).map(String.init)
        let base = parts[0].split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let url = base + "/" + name + (parts.count == 2 ? "?" + parts[1] : "")
        try await House.visit(.postgres(url: url), body)
        try administer("DROP DATABASE \(name)")
    }

    @Test("Accounts, lock-out and sessions")
    func accounts() async throws {
        try await visit { house in
            let agent = try await house.hire("known")
            let opened = try await house.signIn("KNOWN").signedIn().session
            let session = try await house.security.sessions.find(opened.token)
            #expect(session?.agent == agent)
            for _ in 0..<5 {
                let outcome = try await house.signIn("known", "Wrong-Twig-47")
                #expect(outcome.name == "refused")
            }
            let sixth = try await house.signIn("known")
            #expect(sixth.name == "locked")
            try await house.store.write {
                try house.security.accounts.setActive(false, of: agent, as: house.boss, in: $0)
            }
            let ended = try await house.security.sessions.find(opened.token)
            #expect(ended == nil)
            await #expect(throws: AccountRefusal.loginTaken) { try await house.hire("known") }
            try await house.store.write { try house.security.purge(in: $0) }
        }
    }

    @Test("The audit log has no gap under writers on several connections, and finds a change")
    func audit() async throws {
        try await visit { house in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        try await house.store.write { tx in
                            _ = try house.security.audit.record(
                                AuditEntry("thing.done", on: "thing/\(number)"), as: .system, in: tx)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let verdict = try await house.security.audit.verify()
            #expect(verdict == AuditVerdict(rows: 60, firstBad: nil, fault: nil))
            try await house.store.write { _ = try $0.execute("UPDATE audit SET object = 'x' WHERE number = 33") }
            let damaged = try await house.security.audit.verify()
            #expect(damaged.fault == .changed && damaged.firstBad == 33)
        }
    }

    @Test("The vault and the ledger")
    func vault() async throws {
        try await visit { house in
            let customer = CustomerID.fresh()
            let vault = house.security.vault
            let sealed = try await house.store.write { try vault.seal("电话13812345678", for: customer, in: $0) }
            let id = try #require(Placeholder.all(in: sealed).first?.placeholder.id)
            let value = try await house.store.write { tx in
                try vault.reveal(id, as: .system, purpose: "x", address: nil, in: tx, allowed: { _ in })
            }
            #expect(value == "13812345678")
            let found = try await house.store.write { tx in
                try vault.customers(with: "13812345678", as: .phone, scope: .system, address: nil, in: tx)
            }
            #expect(found == [customer])
            let key = try #require(MasterKey(bytes: Array(repeating: 1, count: 32)))
            try await Security(store: house.store, key: key).rotate(from: house.security.key)
            let moved = Security(store: house.store, key: key).vault
            try await house.store.write { try moved.erase(customer, as: .system, in: $0) }
            await #expect(throws: VaultRefusal.erased) {
                try await house.store.write { tx in
                    try moved.reveal(id, as: .system, purpose: "x", address: nil, in: tx, allowed: { _ in })
                }
            }
            let ledger = house.security.idempotency
            let answer = Idempotency.Answer(status: 200, body: "{}")
            try await house.store.write { try ledger.store(answer, caller: "a", key: "k", digest: [1], in: $0) }
            await #expect(throws: IdempotencyRefusal.conflict) {
                try await house.store.write { try ledger.store(answer, caller: "a", key: "k", digest: [2], in: $0) }
            }
        }
    }
}
