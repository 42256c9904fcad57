import Journey
import Screens
import Store

/// What tests ask the inbox.
extension World {
    func page(
        _ filter: InboxScreen.Filter = .all, _ owner: InboxScreen.Owner = .all, query: String? = nil,
        cursor: String? = nil, limit: Int = 50, as scope: Scope = .system
    ) async throws -> Page<InboxItem> {
        try await store.read {
            try InboxScreen().list(filter, owner: owner, query: query, cursor: cursor, limit: limit, as: scope, in: $0)
        }
    }

    /// The conversations of one page, in its order.
    func list(
        _ filter: InboxScreen.Filter = .all, _ owner: InboxScreen.Owner = .all, query: String? = nil,
        as scope: Scope = .system
    ) async throws -> [ConversationID] {
        try await page(filter, owner, query: query, as: scope).items.map(\.id)
    }

    func one(_ id: ConversationID, as scope: Scope = .system) async throws -> InboxItem? {
        try await store.read { try InboxScreen().one(id, as: scope, in: $0) }
    }

    func these(_ ids: [ConversationID], as scope: Scope = .system) async throws -> Set<ConversationID> {
        Set(try await store.read { try InboxScreen().these(ids, as: scope, in: $0) }.map(\.id))
    }
}
