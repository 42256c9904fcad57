/// Who wrote a message.
public enum AuthorKind: String, Sendable, Codable, CaseIterable {
    case customer
    case agent
    /// An automatic answer (机器人).
    case bot
    /// The product: "so-and-so joined".
    case system
}

/// The two ends of a conversation, for receipts and typing.
public enum Side: String, Sendable, Codable, CaseIterable {
    case customer
    case agent
}

/// The author of a message as both ends see one.
public struct Author: Sendable, Hashable, Codable {
    public let kind: AuthorKind
    /// The customer's or agent's id; nil for the product itself.
    public let id: String?
    public let name: String

    public init(kind: AuthorKind, id: String?, name: String) {
        self.kind = kind
        self.id = id
        self.name = name
    }
}

/// One message of a conversation, as it is stored and shown.
public struct Message: Sendable, Hashable, Codable {
    /// Words, or something that happened in the thread.
    public enum Kind: String, Sendable, Codable { case text, event }

    public let conversation: ConversationID
    /// 1, 2, 3 … without a gap within the conversation.
    public let seq: Int64
    public let id: MessageID
    /// The sender's own id: the same one twice is the same message.
    public let clientId: String
    public let author: Author
    public let kind: Kind
    /// Personal data is already replaced by typed placeholders.
    public let text: String
    public let at: Timestamp

    public init(
        conversation: ConversationID, seq: Int64, id: MessageID, clientId: String, author: Author, kind: Kind,
        text: String, at: Timestamp
    ) {
        self.conversation = conversation
        self.seq = seq
        self.id = id
        self.clientId = clientId
        self.author = author
        self.kind = kind
        self.text = text
        self.at = at
    }
}
