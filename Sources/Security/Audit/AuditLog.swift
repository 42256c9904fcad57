public import Journey
public import Store

/// The log of who did what (审计日志): a chain of hashes that shows when a row was changed, removed or put in.
///
/// An entry is written in the transaction of what it tells of. If it cannot be written, the deed is not done either.
public struct AuditLog: Sendable {
    static let pageRows = 1000
    /// Rows of one listing.
    public static let listedMax = 500

    private static let sealPurpose = "audit-head"

    private let store: Store
    private let key: PurposeKey

    /// Derives the key of the seal; does no I/O.
    public init(store: Store, key: MasterKey) {
        self.store = store
        self.key = key.derived(Self.sealPurpose)
    }

    /// Writes one entry and moves the sealed end of the log.
    ///
    /// - Returns: the number of the entry.
    @discardableResult
    public func record(_ entry: AuditEntry, as scope: Scope, in tx: Transaction) throws -> Int64 {
        guard let (head, seal) = try AuditStore.claim(in: tx), isOurs(head, seal: seal) else {
            throw AuditRefusal.notWritable
        }
        let row = try AuditRow(limited(entry), number: head.number + 1, at: tx.now, as: scope, previous: head.hash)
        try AuditStore.insert(row, in: tx)
        let end = AuditHead(number: row.number, hash: row.hash)
        try AuditStore.move(end, seal: end.seal(with: key), in: tx)
        return row.number
    }

    /// What a listing is to contain; `nil` means "any".
    public struct Filter: Sendable {
        /// Only rows with a smaller number: the last one of the page before.
        public var before: Int64?
        /// The exact action.
        public var action: String?
        /// The id of the customer or colleague.
        public var actor: String?
        /// The exact object.
        public var object: String?
        /// This moment and later.
        public var from: Timestamp?
        /// Before this moment.
        public var until: Timestamp?

        public init(
            before: Int64? = nil, action: String? = nil, actor: String? = nil, object: String? = nil,
            from: Timestamp? = nil, until: Timestamp? = nil
        ) {
            self.before = before
            self.action = action
            self.actor = actor
            self.object = object
            self.from = from
            self.until = until
        }
    }

    /// The newest rows first. Administrators only.
    public func list(
        _ filter: Filter = Filter(), limit: Int = 100, as scope: Scope, in reader: Reader
    ) throws -> [AuditRow] {
        try scope.require(.administrator)
        return try AuditStore.latest(filter, limit: min(max(1, limit), Self.listedMax), in: reader)
    }

    /// The end of the log as it is now; keep `text` somewhere else and give it to `verify` later.
    public func head() async throws -> AuditHead {
        let found = try await store.read { try AuditStore.head(in: $0) }
        guard let found, isOurs(found.head, seal: found.seal) else { throw AuditRefusal.notWritable }
        return found.head
    }

    /// Reads the whole log and says whether it is as it was written. The log may grow meanwhile.
    ///
    /// - Parameter known: an earlier head, kept outside the database.
    public func verify(containing known: AuditHead? = nil) async throws -> AuditVerdict {
        var check = AuditCheck(containing: known)
        while true {
            let position = check.position
            let (rows, found, mustHaveEntries) = try await store.read { reader in
                (
                    try AuditStore.rows(after: position, limit: Self.pageRows, in: reader),
                    try AuditStore.head(in: reader), try AuditStore.mustHaveEntries(in: reader)
                )
            }
            for row in rows { check.read(row) }
            // The last page and the head were read in one consistent view.
            if rows.count < Self.pageRows || check.fault != nil {
                let head = found.flatMap { isOurs($0.head, seal: $0.seal) ? $0.head : nil }
                return check.end(at: head, mustHaveEntries: mustHaveEntries)
            }
        }
    }

    /// Seals the end of the log, sealed under another master key until now, with ours.
    func takeOver(from old: MasterKey, in tx: Transaction) throws {
        guard let (head, seal) = try AuditStore.claim(in: tx) else { throw AuditRefusal.notWritable }
        if isOurs(head, seal: seal) { return }
        guard sameBytes(seal, head.seal(with: old.derived(Self.sealPurpose))) else { throw AuditRefusal.notWritable }
        try AuditStore.move(head, seal: head.seal(with: key), in: tx)
    }

    /// A log that has never been written to has no seal yet.
    private func isOurs(_ head: AuditHead, seal: [UInt8]) -> Bool {
        if head.number == 0 { return head.hash == AuditChain.origin && seal.isEmpty }
        return sameBytes(seal, head.seal(with: key))
    }

    private func limited(_ entry: AuditEntry) -> AuditEntry {
        func cut(_ text: String) -> String { String(text.prefix(AuditEntry.charactersMax)) }
        return AuditEntry(
            cut(entry.action), on: cut(entry.object), detail: entry.detail.mapValues(cut), address: entry.address)
    }
}

/// Why an entry cannot be written. What it was to tell of must not happen either.
public enum AuditRefusal: Refusal, Equatable {
    /// The end of the log is missing or was sealed with another master key.
    case notWritable

    public var reason: RefusalReason { .unavailable }

    public var sentence: Phrase {
        Phrase(
            zh: "审计日志已损坏或主密钥不匹配，操作未执行。",
            en: "The audit log is damaged or belongs to another master key; nothing was done.")
    }
}
