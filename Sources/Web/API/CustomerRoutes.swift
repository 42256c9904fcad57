import Channels
import Conversations
import Customers
import Journey
import Security
import Store

/// Customers, with personal data masked; showing it is asked for, reasoned and audited.
enum CustomerRoutes {
    struct View: Codable, Sendable {
        struct Identity: Codable, Sendable {
            let channel: String
            let externalId: String
            let verified: Bool
        }

        let id: CustomerID
        let name: String
        let level: CustomerLevel
        let region: String?
        let language: String
        let firstSeenAt: Timestamp
        let lastSeenAt: Timestamp
        let visits: Int
        let phone: String?
        let email: String?
        let identities: [Identity]
        let tags: [String]
        let orders: Int
        let spent: Money

        init(_ profile: Profile, channels: [Channel]) throws {
            (id, name, level, region) = (profile.id, profile.name, profile.level, profile.region)
            (language, visits, tags, orders) = (profile.language, profile.visits, profile.tags, profile.orders)
            (firstSeenAt, lastSeenAt, spent) = (profile.firstSeenAt, profile.lastSeenAt, profile.spent)
            (phone, email) = (profile.phoneMasked, profile.emailMasked)
            identities = profile.identities.map { identity in
                Identity(
                    channel: channels.first { $0.id == identity.channel }?.name ?? "",
                    externalId: identity.maskedExternalID, verified: identity.verified)
            }
        }
    }

    struct Reveal: Codable, Sendable {
        /// The placeholder as it stands in a text or a profile, or its id alone.
        let placeholder: String
        /// Why it is needed.
        let purpose: String
    }

    struct RevealField: Codable, Sendable {
        let field: String
        let purpose: String
    }

    struct Revealed: Codable, Sendable { let value: String }

    static func all(_ house: House) -> [Route] {
        [
            .get("/api/v1/customers/{id}", .agent(.agent), "One customer") { call in
                let id: CustomerID = try call.parameter("id")
                let scope = try call.scope()
                return try await house.store.read { reader in
                    guard try house.knows(id, as: scope, in: reader) else { throw CustomersRefusal.unknownCustomer }
                    return try View(
                        house.customers.profile(id, as: scope, in: reader), channels: house.channels.all(in: reader))
                }
            },
            .patch("/api/v1/customers/{id}", .agent(.agent), "Change what is known") {
                (call: Call, change: CustomerChange) in
                let id: CustomerID = try call.parameter("id")
                let scope = try call.scope()
                return try await house.store.write { tx in
                    guard try house.knows(id, as: scope, in: tx) else { throw CustomersRefusal.unknownCustomer }
                    let change = change.withoutPersonalData
                    let profile = try house.customers.update(id, change, as: scope, in: tx)
                    try house.audit.record(
                        AuditEntry("customer.changed", on: "customer/\(id)", address: call.remoteAddress), as: scope,
                        in: tx)
                    return try View(profile, channels: house.channels.all(in: tx))
                }
            },
            .post("/api/v1/customers/{id}/reveal", .agent(.agent), "Show a masked field, with a reason") {
                (call: Call, wish: RevealField) in
                let id: CustomerID = try call.parameter("id")
                let scope = try call.scope()
                return try await house.store.write { tx in
                    guard try house.knows(id, as: scope, in: tx) else { throw CustomersRefusal.unknownCustomer }
                    let profile = try house.customers.profile(id, as: scope, in: tx)
                    guard wish.field == "phone", let placeholder = profile.phonePlaceholder else {
                        throw InputRefusal.unknown(field: "field")
                    }
                    return try house.reveal(placeholder, wish.purpose, call, scope, in: tx)
                }
            }.neverStored(),
            .post("/api/v1/reveal", .agent(.agent), "Show what a placeholder stands for, with a reason") {
                (call: Call, wish: Reveal) in
                let scope = try call.scope()
                return try await house.store.write { tx in
                    try house.reveal(wish.placeholder, wish.purpose, call, scope, in: tx)
                }
            }.neverStored(),
        ]
    }
}

extension House {
    /// Only for whoever may see a conversation of this customer.
    fileprivate func reveal(
        _ placeholder: String, _ purpose: String, _ call: Call, _ scope: Scope, in tx: Transaction
    ) throws -> CustomerRoutes.Revealed {
        guard let id = Placeholder(placeholder)?.id ?? EntryID(placeholder) else {
            throw InputRefusal.malformed(field: "placeholder")
        }
        let value = try vault.reveal(id, as: scope, purpose: purpose, address: call.remoteAddress, in: tx) { customer in
            guard try serves(customer, as: scope, in: tx) else { throw ScopeRefusal.notYours }
        }
        return CustomerRoutes.Revealed(value: value)
    }
}

extension House {
    /// Whether this one answers or answered the customer, or leads the team that does.
    private func serves(_ customer: CustomerID, as scope: Scope, in reader: Reader) throws -> Bool {
        guard case .agent(let colleague) = scope else { return scope == .system }
        return try conversations.all(of: customer, in: reader).contains { thread in
            guard let owner = thread.owner else { return colleague.role != .agent }
            if colleague.role == .agent { return owner == colleague.id }
            return try sees(owner, as: scope, in: reader)
        }
    }
}

extension CustomerChange {
    /// The vault's fields are the product's to write, and nobody else's hold what belongs there.
    fileprivate var withoutPersonalData: CustomerChange {
        var change = self
        change.name = name.map(PersonalData.masked)
        change.region = region.map(PersonalData.masked)
        change.tags = tags?.map(PersonalData.masked)
        (change.phoneMasked, change.phonePlaceholder, change.emailMasked) = (nil, nil, nil)
        return change
    }
}
