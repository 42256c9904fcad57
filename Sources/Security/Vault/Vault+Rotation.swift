import Journey
import Store

extension Vault {
    /// Customers re-wrapped in one transaction: bounds how long other writers wait.
    static let rotatedAtOnce = 100

    /// Brings the next customers from another master key to ours: their keys are wrapped anew and their blind index
    /// is calculated anew; what is sealed stays as it is. Customers who are ours already are passed over.
    ///
    /// - Returns: the last customer looked at, or `nil` when there are no more.
    func takeOver(
        from old: MasterKey, after customer: CustomerID?, in tx: Transaction
    ) throws -> CustomerID? {
        let oldWrapping = old.derived(Self.wrappingPurpose)
        let customers = try VaultStore.customersWithKeys(after: customer, limit: Self.rotatedAtOnce, in: tx)
        for customer in customers {
            guard let wrapped = try VaultStore.key(of: customer, in: tx).wrapped else { continue }
            if DataKey.unwrap(wrapped, for: customer, with: wrapping) != nil { continue }
            guard let key = DataKey.unwrap(wrapped, for: customer, with: oldWrapping) else {
                throw VaultRefusal.damaged
            }
            let nonce = tx.ambience.bytes(DataKey.nonceBytes)
            try VaultStore.replaceKey(
                try key.wrapped(for: customer, with: wrapping, nonce: nonce), of: customer, in: tx)
            for row in try VaultStore.rows(of: customer, in: tx) { try reindex(row, key: key, in: tx) }
        }
        return customers.last
    }

    private func reindex(_ row: VaultRow, key: DataKey, in tx: Transaction) throws {
        guard let sealed = row.sealed else { return }
        guard let value = key.open(sealed, for: row.id, kind: row.kind) else { throw VaultRefusal.damaged }
        let blind = blindIndex(row.kind, PersonalData.normalise(value, as: row.kind))
        try VaultStore.setBlind(blind, of: row.id, in: tx)
    }
}

extension Security {
    /// Brings everything that hangs on another master key over to ours (密钥轮换), while the server stands still.
    ///
    /// May be repeated after an interruption. Visitor tokens and forms opened under the old key are no longer taken.
    public func rotate(from old: MasterKey) async throws {
        try await store.write { tx in
            try audit.takeOver(from: old, in: tx)
            try audit.record(AuditEntry("key.rotated", on: "security"), as: .system, in: tx)
        }
        var position: CustomerID?
        repeat {
            let after = position
            position = try await store.write { try vault.takeOver(from: old, after: after, in: $0) }
        } while position != nil
    }
}
