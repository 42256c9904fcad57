import Foundation
public import Journey
import Store

/// Something that somebody did and that must be provable later (审计记录).
///
/// It names things by id. Personal data does not belong in it: the log is never erased.
public struct AuditEntry: Sendable, Hashable {
    /// Of each text; what is longer is cut.
    public static let charactersMax = 2000

    /// `account.signed_in`, `vault.revealed`: a word of ours, never a user's.
    public let action: String
    /// `account/<id>`: what it was done to.
    public let object: String
    /// Whatever else a reader needs: purpose, outcome, old and new value.
    public let detail: [String: String]
    /// The address the request came from.
    public let address: String?

    /// An entry that is about to be written.
    public init(_ action: String, on object: String, detail: [String: String] = [:], address: String? = nil) {
        self.action = action
        self.object = object
        self.detail = detail
        self.address = address
    }
}

/// One row of the audit log as it is listed.
public struct AuditRow: Sendable, Hashable, Codable {
    /// 1, 2, 3 … without a gap.
    public let number: Int64
    /// When it was written.
    public let at: Timestamp
    /// `system`, `customer` or `agent`.
    public let actorKind: String
    /// The id of the customer or colleague.
    public let actor: String?
    public let action: String
    public let object: String
    /// A JSON object of texts.
    public let detail: String
    /// Where the request came from.
    public let address: String?
    /// SHA-256 of this row and the hash before it.
    let hash: [UInt8]
    let previous: [UInt8]

    init(_ row: Row) throws {
        number = try row.get("number")
        at = try row.get("at")
        actorKind = try row.get("actor_kind")
        actor = try row.optional("actor")
        action = try row.get("action")
        object = try row.get("object")
        detail = try row.get("detail")
        address = try row.optional("address")
        previous = try row.get("previous")
        hash = try row.get("hash")
    }

    init(_ entry: AuditEntry, number: Int64, at: Timestamp, as scope: Scope, previous: [UInt8]) throws {
        self.number = number
        self.at = at
        switch scope {
        case .system: (actorKind, actor) = ("system", nil)
        case .customer(let id): (actorKind, actor) = ("customer", id.description)
        case .agent(let colleague): (actorKind, actor) = ("agent", colleague.id.description)
        }
        action = entry.action
        object = entry.object
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        detail = String(decoding: try encoder.encode(entry.detail), as: UTF8.self)
        address = entry.address
        self.previous = previous
        hash = AuditChain.hash(
            number: number, at: at, texts: [actorKind, actor, action, object, detail, address], previous: previous)
    }

    /// The hash that this row must have, whatever is written in it.
    var rightHash: [UInt8] {
        AuditChain.hash(
            number: number, at: at, texts: [actorKind, actor, action, object, detail, address], previous: previous)
    }
}
