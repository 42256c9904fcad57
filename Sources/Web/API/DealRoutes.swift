import Customers
import Journey
import Screens
import Security
import Store

/// The pipeline: lead, qualified, proposal, won or lost.
enum DealRoutes {
    struct Move: Codable, Sendable {
        let stage: Pipeline.Stage
        let amount: Money?
        let reason: String?
    }

    struct Amount: Codable, Sendable { let amount: Money? }

    static func all(_ house: House) -> [Route] {
        [
            .get(
                "/api/v1/deals", .agent(.agent), "Deals, the newest movement first",
                query: [QueryField("stage"), QueryField("limit", .number)]
            ) { call in
                let stage = try call.query["stage"].flatMap { text -> Pipeline.Stage? in
                    if text.isEmpty { return nil }
                    guard let stage = Pipeline.Stage(rawValue: text) else {
                        throw InputRefusal.malformed(field: "stage")
                    }
                    return stage
                }
                let limit = Int(try call.number("limit", in: 1...1000, usual: 400))
                let scope = try call.scope()
                return try await house.store.read { reader in
                    let deals = try house.customers.deals(stage: stage, limit: limit, as: scope, in: reader)
                    return Page(items: try PipelineScreen().cards(deals.map(\.id), in: reader), next: nil)
                }
            },
            .post("/api/v1/deals/{id}/move", .agent(.agent), "Move a deal to another stage") {
                (call: Call, move: Move) in try await carryOut(move, call, house)
            },
            .post("/api/v1/deals/{id}/amount", .agent(.agent), "Set the amount of a deal") {
                (call: Call, amount: Amount) in
                let scope = try call.scope()
                let id: DealID = try call.parameter("id")
                return try await house.store.write { tx in
                    try house.customers.setAmount(of: id, to: amount.amount, as: scope, in: tx)
                }
            },
        ]
    }

    private static func carryOut(_ move: Move, _ call: Call, _ house: House) async throws -> Deal {
        let scope = try call.scope()
        let id: DealID = try call.parameter("id")
        return try await house.store.write { tx in
            let deal = try house.customers.moveDeal(
                id, to: move.stage, amount: move.amount, reason: move.reason.map(PersonalData.masked), as: scope,
                in: tx)
            let detail = ["stage": move.stage.rawValue, "amount": deal.amount.map { "\($0.minor)" } ?? ""]
            try house.audit.record(
                AuditEntry("deal.moved", on: "deal/\(id)", detail: detail, address: call.remoteAddress), as: scope,
                in: tx)
            return deal
        }
    }
}
