import Journey
import Store
import Testing

@testable import Security

@Suite("A new master key") struct RotationTests {
    func text(_ number: Int) -> String { "139\(10_000_000 + number)" }

    /// A house whose customers were sealed under its first key, and the same house under a second key.
    func moved(_ house: House, customers: Int) async throws -> (Security, [(CustomerID, EntryID)]) {
        var kept: [(CustomerID, EntryID)] = []
        for number in 0..<customers {
            let customer = CustomerID.fresh()
            let sealed = try await house.store.write { tx in
                try house.security.vault.seal(text(number), for: customer, in: tx)
            }
            kept.append((customer, try #require(Placeholder(sealed)?.id)))
        }
        let key = try #require(MasterKey(bytes: Array(repeating: 77, count: 32)))
        return (Security(store: house.store, key: key), kept)
    }

    @Test("After the rotation all opens with the new key and nothing with the old; look-ups and the log go on")
    func rotation() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            let (new, kept) = try await moved(house, customers: Vault.rotatedAtOnce + 5)
            try await new.rotate(from: house.security.key)
            for (number, (customer, id)) in kept.enumerated() {
                let (value, found) = try await house.store.write { tx in
                    let value = try new.vault.reveal(
                        id, as: .system, purpose: "x", address: nil, in: tx, allowed: { _ in })
                    let found = try new.vault.customers(
                        with: text(number), as: .phone, scope: .system, address: nil, in: tx)
                    return (value, found)
                }
                #expect(value == text(number))
                #expect(found == [customer])
            }
            let verdict = try await new.audit.verify()
            #expect(verdict.isWhole)
            let old = try await house.security.audit.verify()
            #expect(old.fault == .headForged)
            await #expect(throws: AuditRefusal.notWritable) { try await house.hire("another") }
        }
    }

    @Test("A rotation that was interrupted is finished by the next; a third key is refused")
    func interrupted() async throws {
        try await House.visit { house in
            let (new, kept) = try await moved(house, customers: 3)
            try await house.store.write { tx in
                try house.security.audit.record(AuditEntry("thing.done", on: "x"), as: .system, in: tx)
            }
            let third = try #require(MasterKey(bytes: Array(repeating: 78, count: 32)))
            await #expect(throws: AuditRefusal.notWritable) { try await new.rotate(from: third) }
            try await new.rotate(from: house.security.key)
            try await new.rotate(from: house.security.key)
            let pieces = try await house.store.write { tx in
                try new.vault.export(kept[1].0, as: .system, purpose: "copy", in: tx)
            }
            #expect(pieces.map(\.value) == [text(1)])
        }
    }

    @Test("A copy for the customer holds everything as written, once, and is logged")
    func export() async throws {
        try await House.visit { house in
            let customer = CustomerID.fresh()
            for text in ["13812345678", "a@b.co 和 13812345678", "身份证11010519491231002x"] {
                _ = try await house.store.write { try house.security.vault.seal(text, for: customer, in: $0) }
            }
            let pieces = try await house.store.write { tx in
                try house.security.vault.export(customer, as: house.boss, purpose: "来函索取", in: tx)
            }
            #expect(Set(pieces.map(\.value)) == ["13812345678", "a@b.co", "11010519491231002x"])
            #expect(pieces.count == 3)
            let actions = try await house.actions()
            #expect(actions == ["vault.exported"])
            let none = try await house.store.write { tx in
                try house.security.vault.export(.fresh(), as: house.boss, purpose: "x", in: tx)
            }
            #expect(none == [])
            let clerk = Scope.agent(Colleague(id: .fresh(), role: .supervisor, teams: []))
            await #expect(throws: ScopeRefusal.self) {
                try await house.store.write { tx in
                    try house.security.vault.export(customer, as: clerk, purpose: "x", in: tx)
                }
            }
        }
    }
}
