public import Journey

/// What an agent's page follows: numbered entries without a gap, one feed for each agent and one for the queue.
public enum Feed {
    public enum Audience: Sendable, Hashable {
        case agent(AgentID)
        /// Conversations that nobody has yet.
        case queue

        public var name: String {
            switch self {
            case .agent(let id): id.description
            case .queue: "queue"
            }
        }

        public init?(name: String) {
            if name == "queue" {
                self = .queue
            } else if let id = AgentID(name) {
                self = .agent(id)
            } else {
                return nil
            }
        }
    }

    /// What an entry is about. Only `message` carries the whole thing.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case message, conversation, understood, placed, suggested, deal, customer
    }

    public struct Entry: Sendable, Equatable {
        public let audience: Audience
        /// 1, 2, 3 … without a gap within the audience.
        public let number: Int64
        public let kind: Kind
        public let conversation: ConversationID?
        /// JSON.
        public let data: String
        public let at: Timestamp

        /// The same entry for someone who may know that there is one, but not what it says.
        public var withoutContent: Entry {
            Entry(
                audience: audience, number: number, kind: .conversation, conversation: conversation, data: "{}", at: at)
        }
    }
}
