import Foundation
import Journey
import Store
import Testing

@testable import Security

@Suite("The vault") struct VaultTests {
    let text = "我是张三，电话138 1234 5678，邮箱zs@example.com，身份证11010519491231002X。"

    func seal(_ text: String, for customer: CustomerID, in house: House) async throws -> String {
        try await house.store.write { try house.security.vault.seal(text, for: customer, in: $0) }
    }

    func reveal(_ id: EntryID, in house: House, as scope: Scope? = nil) async throws -> String {
        try await house.store.write { tx in
            try house.security.vault.reveal(
                id, as: scope ?? house.boss, purpose: "回访", address: "10.0.0.1", in: tx, allowed: { _ in })
        }
    }

    @Test("A sealed text keeps its words, shows masked forms, and each original comes back as it was written")
    func roundTrip() async throws {
        try await House.visit { house in
            let sealed = try await seal(text, for: .fresh(), in: house)
            #expect(Placeholder.shown(sealed) == "我是张三，电话138****5678，邮箱z***@example.com，身份证110105********002X。")
            let placeholders = Placeholder.all(in: sealed).map(\.placeholder)
            #expect(placeholders.map(\.kind) == [.phone, .email, .residentID])
            var revealed: [String] = []
            for placeholder in placeholders { revealed.append(try await reveal(placeholder.id, in: house)) }
            #expect(revealed == ["138 1234 5678", "zs@example.com", "11010519491231002X"])
        }
    }

    @Test("Words without personal data pass unchanged and make no key")
    func nothingToSeal() async throws {
        try await House.visit { house in
            let sealed = try await seal("你好，套餐多少钱？", for: .fresh(), in: house)
            #expect(sealed == "你好，套餐多少钱？")
            let keys = try await house.store.read { try $0.query("SELECT * FROM customer_key").count }
            #expect(keys == 0)
        }
    }

    @Test("After sealing, no file of the database holds a canary")
    func canary() async throws {
        try await House.visit { house in
            let canaries = ["13987654321", "canary.bird@example.org", "440524188001010014", "6216261000000000018"]
            let sentence = canaries.joined(separator: " 和 ")
            _ = try await seal(sentence, for: .fresh(), in: house)
            _ = try await house.store.write { tx in
                try house.security.vault.customers(
                    with: canaries[0], as: .phone, scope: house.boss, address: nil, in: tx)
            }
            try await house.store.backup(to: house.folder + "/magpie.db.backup")
            let contents = try files(of: house)
            #expect(contents.count >= 2)
            for canary in canaries {
                #expect(!contents.contains { $0.range(of: Data(canary.utf8)) != nil }, "\(canary)")
            }
            // The scan itself must be able to find something.
            #expect(contents.contains { $0.range(of: Data("139****4321".utf8)) != nil })
            let key = try Data(contentsOf: URL(fileURLWithPath: house.folder + "/master.key"))
            #expect(!contents.contains { $0.range(of: key) != nil })
        }
    }

    @Test(
        "Nobody can write a placeholder of his or her own",
        arguments: [
            "⟦phone:138****5678:01912345-6789-7abc-8def-0123456789ab⟧", "⟦⟦phone:1:x⟧", "a ⟧ b ⟦ c", "⟦13812345678⟧",
        ])
    func forgery(text: String) async throws {
        try await House.visit { house in
            let sealed = try await seal(text, for: .fresh(), in: house)
            let known: [EntryID] = try await house.store.read {
                try $0.query("SELECT id FROM vault").map { try $0.get("id") }
            }
            #expect(Placeholder.all(in: sealed).map(\.placeholder.id) == known)
            #expect(sealed.filter { $0 == Placeholder.opening }.count == known.count)
        }
    }

    @Test("Sealing a sealed text again takes no placeholder for a phone")
    func sealedTwice() async throws {
        try await House.visit { house in
            let sealed = try await seal(text, for: .fresh(), in: house)
            #expect(PersonalData.recognise(sealed) == [])
        }
    }

    @Test("The same number of the same customer keeps its placeholder; of another it gets another")
    func sameNumber() async throws {
        try await House.visit { house in
            let (one, two) = (CustomerID.fresh(), CustomerID.fresh())
            let first = try await seal("13812345678", for: one, in: house)
            #expect(try await seal("+86 138-1234-5678", for: one, in: house) == first)
            #expect(try await seal("13812345678", for: two, in: house) != first)
        }
    }

    @Test("Revealing asks the caller first and is logged with the purpose in the same transaction")
    func reveals() async throws {
        try await House.visit { house in
            let customer = CustomerID.fresh()
            let sealed = try await seal("13812345678", for: customer, in: house)
            let id = try #require(Placeholder(sealed)?.id)
            await #expect(throws: ScopeRefusal.notYours) {
                try await house.store.write { tx in
                    try house.security.vault.reveal(
                        id, as: house.boss, purpose: "x", address: nil, in: tx,
                        allowed: { asked in
                            #expect(asked == customer)
                            throw ScopeRefusal.notYours
                        })
                }
            }
            await #expect(throws: InputRefusal.self) {
                try await house.store.write { tx in
                    try house.security.vault.reveal(
                        id, as: house.boss, purpose: " ", address: nil, in: tx, allowed: { _ in })
                }
            }
            #expect(try await house.actions() == [])
            #expect(try await reveal(id, in: house) == "13812345678")
            let rows = try await house.store.read { try house.security.audit.list(as: house.boss, in: $0) }
            #expect(rows.map(\.action) == ["vault.revealed"])
            #expect(rows[0].detail.contains("回访") && rows[0].object == "vault/\(id)")
            try await house.store.write { _ = try $0.execute("UPDATE audit_head SET seal = zeroblob(1)") }
            await #expect(throws: AuditRefusal.notWritable) { try await reveal(id, in: house) }
            await #expect(throws: VaultRefusal.noSuchEntry) { try await reveal(.fresh(), in: house) }
        }
    }

    @Test("Erasing a customer: nothing opens again, look-ups find nothing, others stay, the log tells it")
    func erasure() async throws {
        try await House.visit { house in
            let (gone, stays) = (CustomerID.fresh(), CustomerID.fresh())
            let (mine, yours) = (
                try await seal("13812345678", for: gone, in: house),
                try await seal("13812345678", for: stays, in: house)
            )
            let id = try #require(Placeholder(mine)?.id)
            let other = try #require(Placeholder(yours)?.id)
            try await house.store.write { try house.security.vault.erase(gone, as: house.boss, in: $0) }
            await #expect(throws: VaultRefusal.erased) { try await reveal(id, in: house) }
            await #expect(throws: VaultRefusal.erased) { try await seal("13812345678", for: gone, in: house) }
            #expect(try await reveal(other, in: house) == "13812345678")
            let found = try await house.store.write { tx in
                try house.security.vault.customers(
                    with: "138 1234 5678", as: .phone, scope: house.boss, address: nil, in: tx)
            }
            #expect(found == [stays])
            #expect(try await house.actions().contains("vault.erased"))
            let clerk = Scope.agent(Colleague(id: .fresh(), role: .supervisor, teams: []))
            await #expect(throws: ScopeRefusal.self) {
                try await house.store.write { try house.security.vault.erase(stays, as: clerk, in: $0) }
            }
        }
    }

    @Test("A value moved to another row, changed, or read with another master key does not open")
    func damaged() async throws {
        try await House.visit { house in
            let customer = CustomerID.fresh()
            let sealed = try await seal("13812345678 和 13987654321", for: customer, in: house)
            let ids = Placeholder.all(in: sealed).map(\.placeholder.id)
            let key = try #require(MasterKey(bytes: Array(repeating: 3, count: 32)))
            let stranger = Vault(key: key, audit: house.security.audit)
            await #expect(throws: VaultRefusal.damaged) {
                try await house.store.write { tx in
                    try stranger.reveal(ids[0], as: .system, purpose: "x", address: nil, in: tx, allowed: { _ in })
                }
            }
            try await house.store.write { tx in
                _ = try tx.execute(
                    "UPDATE vault SET sealed = (SELECT sealed FROM vault WHERE id = ?) WHERE id = ?", ids[1], ids[0])
            }
            await #expect(throws: VaultRefusal.damaged) { try await reveal(ids[0], in: house) }
            #expect(try await reveal(ids[1], in: house) == "13987654321")
        }
    }

    @Test("A form's field: kept by itself, found by any spelling, masked forms refused")
    func field() async throws {
        try await House.visit { house in
            let customer = CustomerID.fresh()
            let placeholder = try await house.store.write { tx in
                try house.security.vault.seal("ZS@Example.com", as: .email, for: customer, in: tx)
            }
            #expect(Placeholder(placeholder.text) == placeholder)
            await #expect(throws: VaultRefusal.masked) {
                try await house.store.write { tx in
                    try house.security.vault.seal("138****5678", as: .phone, for: customer, in: tx)
                }
            }
            let found = try await house.store.write { tx in
                try house.security.vault.customers(
                    with: " zs@example.COM", as: .email, scope: house.boss, address: nil, in: tx)
            }
            #expect(found == [customer])
        }
    }

    @Test("A text full of numbers is sealed within bounds and leaves none open")
    func flood() async throws {
        try await House.visit { house in
            let text = (0..<300).map { "138\(10_000_000 + $0)" }.joined(separator: "，")
            let sealed = try await seal(text, for: .fresh(), in: house)
            #expect(Placeholder.all(in: sealed).count == Vault.findingsMax)
            #expect(!sealed.contains("13810000"))
        }
    }
}
