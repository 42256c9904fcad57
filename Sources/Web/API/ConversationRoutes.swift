import Conversations
import Journey
import Routing
import Screens
import Staff
import Store

/// What a colleague does with conversations.
enum ConversationRoutes {
    struct Draft: Codable, Sendable {
        let id: String
        let text: String
    }

    struct Marks: Codable, Sendable {
        let delivered: Int64?
        let read: Int64?
    }

    struct Typing: Codable, Sendable { let on: Bool }

    struct Transfer: Codable, Sendable { let agent: AgentID }

    /// An item of the inbox, and how far both sides have read.
    struct Detail: Codable, Sendable {
        let item: InboxItem
        let receipts: Receipts

        private enum Key: String, CodingKey { case receipts }

        init(item: InboxItem, receipts: Receipts) { (self.item, self.receipts) = (item, receipts) }

        init(from decoder: any Decoder) throws {
            item = try InboxItem(from: decoder)
            receipts = try decoder.container(keyedBy: Key.self).decode(Receipts.self, forKey: .receipts)
        }

        func encode(to encoder: any Encoder) throws {
            try item.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(receipts, forKey: .receipts)
        }
    }

    static func all(_ house: House) -> [Route] { reading(house) + writing(house) + moving(house) }

    private static func reading(_ house: House) -> [Route] {
        [
            .get(
                "/api/v1/conversations", .agent(.agent), "The inbox",
                query: [
                    QueryField("state", .text, "waiting, open, closed or all"),
                    QueryField("scope", .text, "mine, queue or all"), QueryField("query"), QueryField("cursor"),
                    QueryField("limit", .number),
                ]
            ) { call in try await list(call, house) },
            .get("/api/v1/conversations/{id}", .agent(.agent), "One conversation") { call in
                try await detail(try call.parameter("id"), call, house)
            },
            .get(
                "/api/v1/conversations/{id}/messages", .agent(.agent),
                "Messages after a number, or the last before one; waits for one if there is none",
                query: [
                    QueryField("after", .number), QueryField("before", .number), QueryField("limit", .number),
                    QueryField("wait", .number, "seconds, at most \(VisitorRoutes.waitSecondsMax)"),
                ]
            ) { call in try await house.messages(of: try call.parameter("id"), call) }.waiting(),
        ]
    }

    private static func writing(_ house: House) -> [Route] {
        [
            .post("/api/v1/conversations/{id}/messages", .agent(.agent), "Answer", status: 201) {
                (call: Call, draft: Draft) in
                VisitorRoutes.Accepted(
                    message: try await house.say(
                        draft.text, clientId: draft.id, in: try call.parameter("id"), as: call.caller))
            },
            .post("/api/v1/conversations/{id}/receipts", .agent(.agent), "Say what was received and read") {
                (call: Call, marks: Marks) in
                try await house.received(
                    try call.parameter("id"), delivered: marks.delivered, read: marks.read, by: .agent,
                    as: try call.scope())
                return Empty()
            },
            .post("/api/v1/conversations/{id}/typing", .agent(.agent), "Say that the agent is writing") {
                (call: Call, typing: Typing) in
                try await house.typing(
                    typing.on, in: try call.parameter("id"), by: .agent, as: try call.scope())
                return Empty()
            },
        ]
    }

    private static func moving(_ house: House) -> [Route] {
        [
            .post("/api/v1/conversations/{id}/take", .agent(.agent), "Take a waiting conversation") { call in
                let signedIn = try call.signedIn()
                try await house.take(try call.parameter("id"), for: signedIn.colleague.id, as: call.scope())
                return try await detail(try call.parameter("id"), call, house)
            },
            .post("/api/v1/conversations/{id}/transfer", .agent(.agent), "Give it to another agent") {
                (call: Call, transfer: Transfer) in
                try await house.transfer(try call.parameter("id"), to: transfer.agent, as: call.scope())
                return Empty()
            },
            .post("/api/v1/conversations/{id}/resolve", .agent(.agent), "End the conversation") { call in
                let id: ConversationID = try call.parameter("id")
                let scope = try call.scope()
                try await house.store.write { tx in
                    let thread = try house.visible(id, as: scope, in: tx)
                    let language = try house.language(of: thread.customer, in: tx)
                    try house.conversations.resolve(id, as: scope, speaking: language, in: tx)
                }
                return try await detail(id, call, house)
            },
        ]
    }

    private static func list(_ call: Call, _ house: House) async throws -> Page<InboxItem> {
        guard let filter = InboxScreen.Filter(rawValue: call.query["state"] ?? "open") else {
            throw InputRefusal.malformed(field: "state")
        }
        guard let owner = InboxScreen.Owner(rawValue: call.query["scope"] ?? "all") else {
            throw InputRefusal.malformed(field: "scope")
        }
        let limit = Int(try call.number("limit", in: 1...Int64(pageRowsMax), usual: 50))
        let scope = try call.scope()
        return try await house.store.read { reader in
            try InboxScreen().list(
                filter, owner: owner, query: call.query["query"], cursor: call.query["cursor"], limit: limit,
                as: scope, in: reader)
        }
    }

    private static func detail(_ id: ConversationID, _ call: Call, _ house: House) async throws -> Detail {
        let scope = try call.scope()
        return try await house.store.read { reader in
            let thread = try house.visible(id, as: scope, in: reader)
            guard let item = try InboxScreen().one(id, as: scope, in: reader) else {
                throw ConversationRefusal.unknown
            }
            return Detail(item: item, receipts: thread.receipts)
        }
    }
}
