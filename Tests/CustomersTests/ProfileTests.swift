import Customers
import Journey
import Store
import Testing

@Suite struct ProfileTests {
    let customers = Customers()

    func newcomer(in world: World) async throws -> CustomerID {
        try await world.store.write { tx in
            try customers.arrive(channel: tx.id(), externalID: "user-123456", verified: true, name: "刘洋", in: tx)
        }
    }

    @Test("A change is kept and told without personal data; doing it again tells nothing", arguments: Base.available)
    func update(base: Base) async throws {
        try await World.with(base) { world in
            let id = try await newcomer(in: world)
            let change = CustomerChange(
                name: "刘洋洋", level: .VIP, region: "广东", language: "zh-Hans", phoneMasked: "138****5678",
                phonePlaceholder: "[phone:7f3a]", emailMasked: "l***@example.com", tags: ["复购", "价格敏感", "复购"])
            for _ in 0..<2 {
                try await world.store.write { _ = try customers.update(id, change, as: .system, in: $0) }
            }
            let profile = try await world.store.read { try customers.profile(id, as: .system, in: $0) }
            #expect(profile.level == .VIP && profile.region == "广东" && profile.language == "zh-hans")
            #expect(profile.phoneMasked == "138****5678" && profile.emailMasked == "l***@example.com")
            #expect(profile.tags == ["价格敏感", "复购"].sorted())
            let facts = try await world.facts(CustomerChanged.self)
            #expect(facts.count == 1)
            #expect(facts.first?.fields == ["name", "level", "region", "language", "phone", "email", "tags"])
            let text = try await world.store.read { reader in
                try reader.query("SELECT payload FROM fact").map { try $0.get("payload", as: String.self) }.joined()
            }
            for secret in ["刘洋", "138", "5678", "example", "user-123456"] { #expect(!text.contains(secret)) }
        }
    }

    @Test(
        "What still tells the number or the address is refused",
        arguments: [
            (CustomerChange(phoneMasked: "13812345678"), "phone"),
            (CustomerChange(phoneMasked: "***13812345678"), "phone"),
            (CustomerChange(emailMasked: "lin@example.com"), "email"), (CustomerChange(name: "\u{202E}"), "name"),
            (CustomerChange(name: String(repeating: "x", count: 41)), "name"),
            (CustomerChange(language: "zh_CN"), "language"),
            (CustomerChange(tags: [""]), "tags"), (CustomerChange(tags: Array(repeating: "t", count: 51)), "tags"),
            (CustomerChange(region: String(repeating: "省", count: 65)), "region"),
        ])
    func badInput(change: CustomerChange, field: String) async throws {
        try await World.with { world in
            let id = try await newcomer(in: world)
            let refusal = await #expect(throws: InputRefusal.self) {
                try await world.store.write { _ = try customers.update(id, change, as: .system, in: $0) }
            }
            #expect(refusal?.field == field)
            #expect(try await world.facts(CustomerChanged.self).isEmpty)
        }
    }

    @Test("Customers do not write their own profile, and nobody writes that of nobody")
    func refusals() async throws {
        try await World.with { world in
            let id = try await newcomer(in: world)
            await #expect(throws: ScopeRefusal.notYours) {
                try await world.store.write {
                    _ = try customers.update(id, CustomerChange(level: .VIP), as: .customer(id), in: $0)
                }
            }
            await #expect(throws: CustomersRefusal.unknownCustomer) {
                try await world.store.write {
                    _ = try customers.update(Ambience.live.id(), CustomerChange(level: .gold), as: .system, in: $0)
                }
            }
        }
    }

    @Test(
        "A channel's name for a customer is shown masked",
        arguments: [
            ("user-123456", "us****56"), ("short", "****"), ("微信号一二三四", "微信****三四"),
        ])
    func masked(external: String, shown: String) throws {
        let identity = Identity(channel: Ambience.live.id(), externalID: external, verified: true)
        #expect(identity.maskedExternalID == shown)
    }
}
