import Foundation
import Journey
import Store

/// Every statement about customers and their names on channels.
struct CustomersStore {
    /// Who is behind a channel's name.
    struct Known {
        let customer: CustomerID
        let verified: Bool
    }

    /// Reads the binding and holds its row until the transaction ends.
    func lockedIdentity(_ external: String, on channel: ChannelID, in tx: Transaction) throws -> Known? {
        try tx.first(
            """
            UPDATE identity SET verified = verified WHERE channel = ? AND external_id = ?
            RETURNING customer, verified
            """, channel, external
        ).map { Known(customer: try $0.get("customer"), verified: try $0.get("verified")) }
    }

    /// Binds a channel's name to a customer. Proof takes the name from whoever only claimed it.
    ///
    /// - Returns: `false` when another transaction has bound it meanwhile.
    func bind(_ identity: Identity, to customer: CustomerID, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO identity (channel, external_id, customer, verified) VALUES (?, ?, ?, ?)
            ON CONFLICT (channel, external_id) DO UPDATE SET customer = excluded.customer, verified = excluded.verified
            WHERE identity.verified < excluded.verified
            """, identity.channel, identity.externalID, customer, identity.verified) == 1
    }

    func insert(_ id: CustomerID, name: String, region: String?, language: String, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO customer (id, name, level, region, language, tags, visits, orders, spent_minor, currency,
                first_seen_at, last_seen_at)
            VALUES (?, ?, ?, ?, ?, '[]', 0, 0, 0, 'CNY', ?, ?)
            """, id, name, CustomerLevel.normal, region, language, tx.now, tx.now)
    }

    /// Takes back a row made in this same transaction.
    func remove(_ id: CustomerID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM customer WHERE id = ? AND visits = 0", id)
    }

    func markSeen(_ id: CustomerID, visits: Int, in tx: Transaction) throws {
        try tx.execute("UPDATE customer SET visits = ?, last_seen_at = ? WHERE id = ?", visits, tx.now, id)
    }

    func update(_ profile: Profile, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE customer SET name = ?, level = ?, region = ?, language = ?, phone_masked = ?,
                phone_placeholder = ?, email_masked = ?, tags = ? WHERE id = ?
            """,
            profile.name, profile.level, profile.region, profile.language, profile.phoneMasked,
            profile.phonePlaceholder, profile.emailMasked, try Self.encode(profile.tags), profile.id)
    }

    /// Adds a won deal to the customer's orders, or takes it back. The first order decides the currency; amounts in
    /// another one count as an order but not into the sum, which would be no amount of anything.
    func countOrder(of id: CustomerID, _ amount: Money, sign: Int64, in tx: Transaction) throws {
        if sign > 0 {
            try tx.execute(
                "UPDATE customer SET currency = ? WHERE id = ? AND orders = 0", amount.currency, id)
        }
        try tx.execute(
            """
            UPDATE customer SET orders = orders + ?,
                spent_minor = CASE WHEN currency = ? THEN spent_minor + ? ELSE spent_minor END
            WHERE id = ?
            """, sign, amount.currency, sign * amount.minor, id)
    }

    /// Reads a profile and holds its row until the transaction ends.
    func lockedProfile(_ id: CustomerID, in tx: Transaction) throws -> Profile? {
        try tx.execute("UPDATE customer SET visits = visits WHERE id = ?", id)
        return try profile(id, in: tx)
    }

    func profile(_ id: CustomerID, in reader: Reader) throws -> Profile? {
        try reader.first("SELECT * FROM customer WHERE id = ?", id).map {
            try Self.profile($0, identities: try identities(of: id, in: reader))
        }
    }

    func identities(of id: CustomerID, in reader: Reader) throws -> [Identity] {
        try reader.query(
            "SELECT channel, external_id, verified FROM identity WHERE customer = ? ORDER BY channel, external_id", id
        ).map {
            Identity(
                channel: try $0.get("channel"), externalID: try $0.get("external_id"),
                verified: try $0.get("verified"))
        }
    }

    private static func encode(_ tags: [String]) throws -> String {
        String(decoding: try JSONEncoder().encode(tags), as: UTF8.self)
    }

    private static func profile(_ row: Row, identities: [Identity]) throws -> Profile {
        let tags: String = try row.get("tags")
        return Profile(
            id: try row.get("id"), name: try row.get("name"), level: try row.get("level"),
            region: try row.optional("region"), language: try row.get("language"),
            phoneMasked: try row.optional("phone_masked"), phonePlaceholder: try row.optional("phone_placeholder"),
            emailMasked: try row.optional("email_masked"),
            tags: try JSONDecoder().decode([String].self, from: Data(tags.utf8)), visits: try row.get("visits"),
            orders: try row.get("orders"),
            spent: Money(minor: try row.get("spent_minor"), currency: try row.get("currency")),
            firstSeenAt: try row.get("first_seen_at"), lastSeenAt: try row.get("last_seen_at"),
            identities: identities)
    }
}
