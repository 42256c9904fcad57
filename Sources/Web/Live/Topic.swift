import Conversations
import Journey

/// What a page can follow over its socket.
enum Topic: Hashable, Sendable {
    case conversation(ConversationID)
    case feed(Feed.Audience)
    /// The live figures.
    case board

    var name: String {
        switch self {
        case .conversation(let id): "conversation/\(id)"
        case .feed(let audience): "feed/\(audience.name)"
        case .board: "board"
        }
    }

    init?(name: String) {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("board", 1): self = .board
        case ("conversation", 2):
            guard let id = ConversationID(parts[1]) else { return nil }
            self = .conversation(id)
        case ("feed", 2):
            guard let audience = Feed.Audience(name: parts[1]) else { return nil }
            self = .feed(audience)
        default: return nil
        }
    }
}
