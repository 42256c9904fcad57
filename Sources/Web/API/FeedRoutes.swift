import Conversations
import Journey
import Store

/// The feeds by long poll, for a page without a socket.
enum FeedRoutes {
    static let entriesMax: Int64 = 200

    struct Entry: Codable, Sendable {
        let number: Int64
        let kind: Feed.Kind
        let conversation: ConversationID?
        let data: JSONValue
        let at: Timestamp
    }

    struct Entries: Codable, Sendable {
        let items: [Entry]
        let last: Int64
    }

    static func all(_ house: House) -> [Route] {
        [
            .get(
                "/api/v1/feeds/{audience}", .agent(.agent), "Entries of a feed after a number; waits for one",
                query: [QueryField("after", .number), QueryField("wait", .number)]
            ) { call in try await entries(call, house) }.waiting()
        ]
    }

    private static func entries(_ call: Call, _ house: House) async throws -> Entries {
        guard let audience = Feed.Audience(name: call.parameter("audience")) else {
            throw InputRefusal.malformed(field: "audience")
        }
        let scope = try call.scope()
        let topic = Topic.feed(audience)
        let end = try await house.end(of: topic, as: scope)
        let after = try call.number("after", in: 0...Int64.max, usual: end)
        let wait = try call.number("wait", in: 0...VisitorRoutes.waitSecondsMax, usual: 0)
        if case .agent(let me) = scope, audience == .agent(me.id) { house.presence.pagePolled(me.id) }
        let found = try await house.hub.poll(topic, secondsMax: Double(wait)) { () -> [Feed.Entry]? in
            let found = try await house.store.read {
                try house.feed(audience, after: after, limit: Int(entriesMax), as: scope, in: $0)
            }
            return found.isEmpty ? nil : found
        }
        let items = (found ?? []).map {
            Entry(
                number: $0.number, kind: $0.kind, conversation: $0.conversation, data: JSONValue(text: $0.data),
                at: $0.at)
        }
        return Entries(items: items, last: items.last?.number ?? max(after, end))
    }
}
