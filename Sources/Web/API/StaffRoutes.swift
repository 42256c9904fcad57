import Journey
import Routing
import Security
import Staff
import Store

/// Colleagues, their skills and their accounts.
enum StaffRoutes {
    /// A colleague with the number of conversations in hand.
    struct Member: Codable, Sendable {
        let agent: Agent
        let open: Int

        private enum Key: String, CodingKey { case open }

        init(agent: Agent, open: Int) { (self.agent, self.open) = (agent, open) }

        init(from decoder: any Decoder) throws {
            agent = try Agent(from: decoder)
            open = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .open)
        }

        func encode(to encoder: any Encoder) throws {
            try agent.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(open, forKey: .open)
        }
    }

    struct Added: Codable, Sendable {
        let agent: Agent
        /// Shown this once.
        let initialPassword: String
    }

    struct Items<Item: Codable & Sendable>: Codable, Sendable { let items: [Item] }

    static func all(_ house: House) -> [Route] {
        [
            .get("/api/v1/agents", .agent(.agent), "Colleagues") { call in
                let scope = try call.scope()
                return try await house.store.read { reader in
                    let open = try house.routing.openCounts(as: scope, in: reader)
                    return Items(
                        items: try house.staff.agents(as: scope, in: reader).map {
                            Member(agent: $0, open: open[$0.id] ?? 0)
                        })
                }
            },
            .get("/api/v1/teams", .agent(.agent), "Teams") { call in
                let scope = try call.scope()
                return Items(items: try await house.store.read { try house.staff.teams(as: scope, in: $0) })
            },
            .post("/api/v1/agents", .agent(.administrator), "Add a colleague", status: 201) {
                (call: Call, draft: AgentDraft) in try await add(draft, call, house)
            }.neverStored(),
            .patch("/api/v1/agents/{id}", .agent(.administrator), "Change a colleague") {
                (call: Call, change: AgentChange) in try await edit(change, call, house)
            },
            .post("/api/v1/agents/{id}/reset-password", .agent(.administrator), "Give a new initial password") {
                call in
                let id: AgentID = try call.parameter("id")
                let password = try await house.accounts.resetPassword(
                    of: id, address: call.remoteAddress, as: try call.scope())
                let agent = try await house.store.read { try house.staff.agent(id, as: .system, in: $0) }
                return Added(agent: agent, initialPassword: password)
            }.neverStored(),
        ]
    }

    private static func add(_ draft: AgentDraft, _ call: Call, _ house: House) async throws -> Added {
        let scope = try call.scope()
        let password = GeneratedPassword.make(house.store.ambience)
        let account = try await house.accounts.prepare(login: draft.login, password: password)
        let agent = try await house.store.write { tx in
            let agent = try house.staff.addAgent(draft, as: scope, in: tx)
            try house.accounts.create(account, for: agent.id, as: scope, in: tx)
            return agent
        }
        return Added(agent: agent, initialPassword: password)
    }

    private static func edit(_ change: AgentChange, _ call: Call, _ house: House) async throws -> Agent {
        let scope = try call.scope()
        let id: AgentID = try call.parameter("id")
        return try await house.store.write { tx in
            let agent = try house.staff.change(id, change, as: scope, in: tx)
            if let active = change.active {
                try house.accounts.setActive(active, of: id, address: call.remoteAddress, as: scope, in: tx)
            }
            try house.audit.record(
                AuditEntry("agent.changed", on: "agent/\(id)", address: call.remoteAddress), as: scope, in: tx)
            return agent
        }
    }
}
