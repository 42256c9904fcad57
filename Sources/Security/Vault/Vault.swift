public import Journey
public import Store

/// The place where personal data is kept, encrypted, while everything else sees a placeholder (个人信息保险箱).
///
/// Each customer has a key of his or her own. Erasing a person destroys it; facts, texts and the log stay whole.
public struct Vault: Sendable {
    /// Customers that one look-up by phone or e-mail may give.
    public static let foundMax = 50
    /// Pieces of personal data taken out of one text; what comes after them is blotted out and not kept.
    public static let findingsMax = 200

    static let wrappingPurpose = "vault-wrap"

    let audit: AuditLog
    let wrapping: PurposeKey
    let blinding: PurposeKey

    /// Derives the keys; does no I/O.
    public init(key: MasterKey, audit: AuditLog) {
        self.audit = audit
        wrapping = key.derived(Self.wrappingPurpose)
        blinding = key.derived("vault-blind-index")
    }

    /// Takes all personal data out of a text and leaves a placeholder for each piece.
    ///
    /// The same number of the same customer gets the same placeholder. Brackets that look like ours are disarmed.
    /// Throws ``VaultRefusal/erased`` when the customer was erased.
    public func seal(_ text: String, for customer: CustomerID, in tx: Transaction) throws -> String {
        let text = Placeholder.disarm(text)
        return try seal(PersonalData.recognise(text), in: text, for: customer, tx: tx)
    }

    /// The same for what a colleague writes to the customer: the company's own number or address stays readable;
    /// what the customer gave before, and identity and card numbers always, are taken out.
    public func sealKnown(_ text: String, for customer: CustomerID, in tx: Transaction) throws -> String {
        let text = Placeholder.disarm(text)
        let findings = try PersonalData.recognise(text).filter { finding in
            if finding.kind == .residentID || finding.kind == .bankCard { return true }
            let blind = blindIndex(finding.kind, finding.normalised)
            return try VaultStore.row(of: customer, blind: blind, in: tx) != nil
        }
        return try seal(findings, in: text, for: customer, tx: tx)
    }

    private func seal(
        _ findings: [Finding], in text: String, for customer: CustomerID, tx: Transaction
    ) throws -> String {
        if findings.isEmpty { return text }
        let key = try dataKey(of: customer, in: tx)
        var sealed = ""
        var position = text.startIndex
        for (index, finding) in findings.enumerated() {
            sealed += text[position..<finding.range.lowerBound]
            sealed +=
                index < Self.findingsMax
                ? try keep(finding, of: customer, key: key, in: tx).text : finding.masked
            position = finding.range.upperBound
        }
        return sealed + text[position...]
    }

    /// Keeps one value that came in a field of its own, as from a form, and gives its placeholder.
    public func seal(
        _ value: String, as kind: PersonalKind, for customer: CustomerID, in tx: Transaction
    ) throws -> Placeholder {
        guard !Masking.isMasked(value) else { throw VaultRefusal.masked }
        let normalised = PersonalData.normalise(value, as: kind)
        let text = try accepted(value, field: kind.rawValue, charactersMax: 300)
        let key = try dataKey(of: customer, in: tx)
        return try keep(kind, value: text, normalised: normalised, of: customer, key: key, in: tx)
    }

    /// The original behind a placeholder. Whoever asks, and why, is written to the audit log in the same transaction.
    ///
    /// - Parameters:
    ///   - purpose: why it is needed, in the asker's words.
    ///   - allowed: throws unless the asker may see this customer; the rows are the caller's to know.
    public func reveal(
        _ id: EntryID, as scope: Scope, purpose: String, address: String?, in tx: Transaction,
        allowed: (CustomerID) throws -> Void
    ) throws -> String {
        let purpose = try accepted(purpose, field: "purpose", charactersMax: 200)
        guard let row = try VaultStore.row(id, in: tx) else { throw VaultRefusal.noSuchEntry }
        try allowed(row.customer)
        guard let sealed = row.sealed, let wrapped = try VaultStore.key(of: row.customer, in: tx).wrapped else {
            throw VaultRefusal.erased
        }
        guard let key = DataKey.unwrap(wrapped, for: row.customer, with: wrapping),
            let value = key.open(sealed, for: row.id, kind: row.kind)
        else { throw VaultRefusal.damaged }
        let detail = [
            "purpose": PersonalData.masked(purpose), "kind": row.kind.rawValue, "customer": "\(row.customer)",
        ]
        try audit.record(
            AuditEntry("vault.revealed", on: "vault/\(id)", detail: detail, address: address), as: scope, in: tx)
        return value
    }

    /// The customers who have given this phone number or e-mail address. Always audited; supervisors and the system.
    public func customers(
        with value: String, as kind: PersonalKind, scope: Scope, address: String?, in tx: Transaction
    ) throws -> [CustomerID] {
        try scope.require(.supervisor)
        let blind = blindIndex(kind, PersonalData.normalise(value, as: kind))
        let found = try VaultStore.customers(blind: blind, limit: Self.foundMax, in: tx)
        let detail = ["kind": kind.rawValue, "found": "\(found.count)"]
        let entry = AuditEntry("vault.looked_up", on: "vault", detail: detail, address: address)
        try audit.record(entry, as: scope, in: tx)
        return found
    }

    /// The keyed hash under which a value can be found again; says nothing without the master key.
    public func blindIndex(_ kind: PersonalKind, _ normalised: String) -> [UInt8] {
        blinding.authenticate(Array("\(kind.rawValue)/\(normalised)".utf8))
    }

    /// Erases the person for good: destroys the key and everything sealed with it. Administrators and the system.
    public func erase(_ customer: CustomerID, as scope: Scope, address: String? = nil, in tx: Transaction) throws {
        try scope.require(.administrator)
        let count = try VaultStore.empty(customer, in: tx)
        try VaultStore.destroyKey(of: customer, in: tx)
        let entry = AuditEntry(
            "vault.erased", on: "customer/\(customer)", detail: ["entries": "\(count)"], address: address)
        try audit.record(entry, as: scope, in: tx)
    }

    private func keep(
        _ finding: Finding, of customer: CustomerID, key: DataKey, in tx: Transaction
    ) throws -> Placeholder {
        try keep(
            finding.kind, value: finding.value, normalised: finding.normalised, of: customer, key: key, in: tx)
    }

    private func keep(
        _ kind: PersonalKind, value: String, normalised: String, of customer: CustomerID, key: DataKey,
        in tx: Transaction
    ) throws -> Placeholder {
        let blind = blindIndex(kind, normalised)
        if let known = try VaultStore.row(of: customer, blind: blind, in: tx) {
            return Placeholder(kind: known.kind, masked: known.masked, id: known.id)
        }
        let id: EntryID = tx.id()
        let masked = Masking.mask(normalised, as: kind)
        let nonce = tx.ambience.bytes(DataKey.nonceBytes)
        let sealed = try key.seal(value, for: id, kind: kind, nonce: nonce)
        try VaultStore.insert(
            VaultRow(id: id, customer: customer, kind: kind, masked: masked, sealed: sealed, blind: blind), in: tx)
        return Placeholder(kind: kind, masked: masked, id: id)
    }

    private func dataKey(of customer: CustomerID, in tx: Transaction) throws -> DataKey {
        let known = try VaultStore.key(of: customer, in: tx)
        if known.exists {
            guard let wrapped = known.wrapped else { throw VaultRefusal.erased }
            guard let key = DataKey.unwrap(wrapped, for: customer, with: wrapping) else { throw VaultRefusal.damaged }
            return key
        }
        let key = DataKey(bytes: tx.ambience.bytes(DataKey.bytesCount))
        let nonce = tx.ambience.bytes(DataKey.nonceBytes)
        try VaultStore.insertKey(try key.wrapped(for: customer, with: wrapping, nonce: nonce), of: customer, in: tx)
        return key
    }
}
