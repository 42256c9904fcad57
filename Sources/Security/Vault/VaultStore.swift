import Journey
import Store

/// One sealed piece of personal data.
struct VaultRow: Sendable {
    let id: EntryID
    let customer: CustomerID
    let kind: PersonalKind
    let masked: String
    /// Nonce, ciphertext and tag of AES-256-GCM; `nil` after the customer was erased.
    let sealed: [UInt8]?
    /// Keyed hash for look-ups; `nil` after the customer was erased.
    let blind: [UInt8]?
}

extension VaultRow {
    init(_ row: Row) throws {
        id = try row.get("id")
        customer = try row.get("customer")
        kind = try row.get("kind")
        masked = try row.get("masked")
        sealed = try row.optional("sealed")
        blind = try row.optional("blind")
    }
}

/// The SQL of the vault.
enum VaultStore {
    static func insert(_ row: VaultRow, in tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO vault (id, customer, kind, masked, sealed, blind, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            row.id, row.customer, row.kind, row.masked, row.sealed, row.blind, tx.now)
    }

    static func row(_ id: EntryID, in reader: Reader) throws -> VaultRow? {
        try reader.first("SELECT * FROM vault WHERE id = ?", id).map(VaultRow.init)
    }

    static func row(of customer: CustomerID, blind: [UInt8], in reader: Reader) throws -> VaultRow? {
        try reader.first("SELECT * FROM vault WHERE customer = ? AND blind = ? ORDER BY id", customer, blind)
            .map(VaultRow.init)
    }

    static func customers(blind: [UInt8], limit: Int, in reader: Reader) throws -> [CustomerID] {
        try reader.query(
            "SELECT DISTINCT customer FROM vault WHERE blind = ? ORDER BY customer LIMIT ?", blind, limit
        ).map { try $0.get("customer") }
    }

    static func rows(of customer: CustomerID, in reader: Reader) throws -> [VaultRow] {
        try reader.query("SELECT * FROM vault WHERE customer = ? ORDER BY created_at, id", customer)
            .map(VaultRow.init)
    }

    static func setBlind(_ blind: [UInt8], of id: EntryID, in tx: Transaction) throws {
        try tx.execute("UPDATE vault SET blind = ? WHERE id = ?", blind, id)
    }

    static func empty(_ customer: CustomerID, in tx: Transaction) throws -> Int {
        try tx.execute("UPDATE vault SET sealed = NULL, blind = NULL WHERE customer = ?", customer)
    }

    /// What is known of a customer's key; `wrapped` is `nil` after the customer was erased.
    static func key(of customer: CustomerID, in reader: Reader) throws -> (wrapped: [UInt8]?, exists: Bool) {
        guard let row = try reader.first("SELECT wrapped FROM customer_key WHERE customer = ?", customer) else {
            return (nil, false)
        }
        return (try row.optional("wrapped"), true)
    }

    static func insertKey(_ wrapped: [UInt8], of customer: CustomerID, in tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO customer_key (customer, wrapped, created_at) VALUES (?, ?, ?)", customer, wrapped, tx.now)
    }

    static func replaceKey(_ wrapped: [UInt8], of customer: CustomerID, in tx: Transaction) throws {
        try tx.execute("UPDATE customer_key SET wrapped = ? WHERE customer = ?", wrapped, customer)
    }

    static func destroyKey(of customer: CustomerID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO customer_key (customer, wrapped, created_at, erased_at) VALUES (?, NULL, ?, ?)
            ON CONFLICT (customer) DO UPDATE SET wrapped = NULL, erased_at = excluded.erased_at
            """, customer, tx.now, tx.now)
    }

    static func customersWithKeys(after customer: CustomerID?, limit: Int, in reader: Reader) throws -> [CustomerID] {
        try reader.query(
            """
            SELECT customer FROM customer_key WHERE wrapped IS NOT NULL AND customer > ? ORDER BY customer LIMIT ?
            """, customer?.bytes ?? [], limit
        ).map { try $0.get("customer") }
    }
}
