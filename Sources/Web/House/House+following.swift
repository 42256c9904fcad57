import Conversations
import Journey
import Store

/// What pages follow, read from the database.
extension House {
    /// The last number of a topic; refuses whoever may not follow it.
    func end(of topic: Topic, as scope: Scope) async throws -> Int64 {
        try await store.read { reader in
            switch topic {
            case .conversation(let id): return try visible(id, as: scope, in: reader).lastSeq
            case .feed(let audience):
                try mayFollow(audience, as: scope, in: reader)
                return try conversations.feedEnd(of: audience, in: reader)
            case .board:
                try scope.require(.agent)
                return 0
            }
        }
    }

    /// Entries after a number, as frames.
    func entries(
        of topic: Topic, after number: Int64, limit: Int, as scope: Scope
    ) async throws -> [NumberedFrame] {
        try await store.read { reader in
            switch topic {
            case .conversation(let id):
                _ = try visible(id, as: scope, in: reader)
                return try conversations.messages(of: id, after: number, limit: limit, in: reader).map {
                    NumberedFrame(
                        number: $0.seq,
                        frame: ServerFrame.message(topic, json: String(decoding: try WebJSON.encode($0), as: UTF8.self))
                    )
                }
            case .feed(let audience):
                return try feed(audience, after: number, limit: limit, as: scope, in: reader).map {
                    NumberedFrame(number: $0.number, frame: ServerFrame.entry(topic, $0))
                }
            case .board: return []
            }
        }
    }

    func feed(
        _ audience: Feed.Audience, after: Int64, limit: Int, as scope: Scope, in reader: Reader
    ) throws -> [Feed.Entry] {
        try mayFollow(audience, as: scope, in: reader)
        let entries = try conversations.feed(of: audience, after: after, limit: limit, in: reader)
        return audience == .queue ? try entries.map { try open($0, as: scope, in: reader) } : entries
    }

    /// The queue's feed keeps its numbers, but tells nothing of a conversation that is another's by now.
    private func open(_ entry: Feed.Entry, as scope: Scope, in reader: Reader) throws -> Feed.Entry {
        guard entry.kind == .message, let conversation = entry.conversation else { return entry }
        do {
            _ = try visible(conversation, as: scope, in: reader)
            return entry
        } catch ConversationRefusal.unknown {
            return entry.withoutContent
        }
    }

    private func mayFollow(_ audience: Feed.Audience, as scope: Scope, in reader: Reader) throws {
        guard Conversations.mayFollow(audience, as: scope) else { throw ScopeRefusal.notYours }
        if case .agent(let agent) = audience, try !sees(agent, as: scope, in: reader) { throw ScopeRefusal.notYours }
    }
}
