public import Journey
public import Store

extension Vault {
    /// One piece of a customer's personal data, as it is handed to the customer on request (个人信息副本).
    public struct Piece: Sendable, Hashable, Codable {
        /// The id of its placeholder.
        public let id: EntryID
        /// What it is.
        public let kind: PersonalKind
        /// As it was written.
        public let value: String
    }

    /// Everything that is kept of one customer, for a copy to that customer. Administrators and the system; audited.
    ///
    /// Throws ``VaultRefusal/erased`` when the customer was erased.
    public func export(
        _ customer: CustomerID, as scope: Scope, purpose: String, address: String? = nil, in tx: Transaction
    ) throws -> [Piece] {
        try scope.require(.administrator)
        let purpose = try accepted(purpose, field: "purpose", charactersMax: 200)
        let known = try VaultStore.key(of: customer, in: tx)
        guard known.exists else { return [] }
        guard let wrapped = known.wrapped else { throw VaultRefusal.erased }
        guard let key = DataKey.unwrap(wrapped, for: customer, with: wrapping) else { throw VaultRefusal.damaged }
        let pieces = try VaultStore.rows(of: customer, in: tx).map { row in
            guard let sealed = row.sealed, let value = key.open(sealed, for: row.id, kind: row.kind) else {
                throw VaultRefusal.damaged
            }
            return Piece(id: row.id, kind: row.kind, value: value)
        }
        let detail = ["purpose": PersonalData.masked(purpose), "entries": "\(pieces.count)"]
        let entry = AuditEntry("vault.exported", on: "customer/\(customer)", detail: detail, address: address)
        try audit.record(entry, as: scope, in: tx)
        return pieces
    }
}
