import Journey
import Security
import Staff
import Store

/// The audit log and its check.
enum AuditRoutes {
    struct Row: Codable, Sendable {
        struct Actor: Codable, Sendable {
            let kind: String
            let id: String?
            let name: String?
        }

        let number: Int64
        let at: Timestamp
        let actor: Actor
        let action: String
        let object: String
        let detail: JSONValue
        let ip: String?
    }

    struct Rows: Codable, Sendable {
        let items: [Row]
        let next: String?
    }

    struct Verdict: Codable, Sendable {
        let ok: Bool
        let rows: Int64
        let firstBad: Int64?
        let reason: String
    }

    private static let rowsMax = 100

    static func all(_ house: House) -> [Route] {
        [
            .get(
                "/api/v1/audit", .agent(.administrator), "The audit log, newest first",
                query: [QueryField("actor"), QueryField("action"), QueryField("cursor")]
            ) { call in try await list(call, house) },
            .post("/api/v1/audit/verify", .agent(.administrator), "Check the chain of the audit log") { _ in
                let verdict = try await house.audit.verify()
                return Verdict(
                    ok: verdict.isWhole, rows: verdict.rows, firstBad: verdict.firstBad, reason: verdict.reason)
            },
        ]
    }

    private static func list(_ call: Call, _ house: House) async throws -> Rows {
        let before = try call.number("cursor", in: 1...Int64.max, usual: Int64.max)
        let filter = AuditLog.Filter(
            before: before == .max ? nil : before, action: call.query["action"].flatMap { $0.isEmpty ? nil : $0 },
            actor: call.query["actor"].flatMap { $0.isEmpty ? nil : $0 })
        let scope = try call.scope()
        return try await house.store.read { reader in
            let names = Dictionary(
                uniqueKeysWithValues: try house.staff.agents(as: .system, in: reader).map { ("\($0.id)", $0.name) })
            let rows = try house.audit.list(filter, limit: rowsMax, as: scope, in: reader)
            let items = rows.map { row in
                Row(
                    number: row.number, at: row.at,
                    actor: .init(kind: row.actorKind, id: row.actor, name: row.actor.flatMap { names[$0] }),
                    action: row.action, object: row.object, detail: JSONValue(text: row.detail), ip: row.address)
            }
            return Rows(items: items, next: items.count == rowsMax ? items.last.map { "\($0.number)" } : nil)
        }
    }
}
