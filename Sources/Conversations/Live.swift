public import Journey

/// What open pages are told at once. Numbered things were committed before; the others are only ever news.
public enum LiveEvent: Sendable {
    /// A message, with its JSON so that it is written once for all readers.
    case message(Message, json: String)
    case entry(Feed.Entry)
    /// Somebody else has it now: whoever follows it is asked again for the right to.
    case moved(ConversationID)
    case receipt(ConversationID, audience: Feed.Audience, Side, Receipts.Marks)
    case typing(ConversationID, audience: Feed.Audience, Side, name: String, on: Bool)
}

/// Where live events go: the sockets of this node.
public struct Live: Sendable {
    public let tell: @Sendable (LiveEvent) -> Void

    public init(_ tell: @escaping @Sendable (LiveEvent) -> Void) { self.tell = tell }

    /// Nobody listens.
    public static let nobody = Live { _ in }
}
