public import Journey
public import Store

/// What may be seen, and by whom.
extension Conversations {
    /// The conversation, if it exists and this one may see it; otherwise it does not exist for them.
    ///
    /// A customer sees her own; an agent his own and those nobody has; a supervisor and an administrator all.
    public func visible(_ id: ConversationID, as scope: Scope, in reader: Reader) throws -> Thread {
        guard let thread = try ConversationStore.find(id, in: reader), Self.sees(thread, scope) else {
            throw ConversationRefusal.unknown
        }
        return thread
    }

    static func sees(_ thread: Thread, _ scope: Scope) -> Bool {
        switch scope {
        case .system: true
        case .customer(let customer): thread.customer == customer
        case .agent(let colleague):
            colleague.role != .agent || thread.owner == nil || thread.owner == colleague.id
        }
    }

    /// Who may follow which feed: one's own and the queue; supervisors and administrators any.
    public static func mayFollow(_ audience: Feed.Audience, as scope: Scope) -> Bool {
        guard case .agent(let colleague) = scope else { return scope == .system }
        return audience == .queue || audience == .agent(colleague.id) || colleague.role != .agent
    }

    /// The conversations that an agent has now, the one that has been quiet longest first.
    public func open(with agent: AgentID, in reader: Reader) throws -> [Thread] {
        try ConversationStore.open(with: agent, in: reader)
    }

    /// The customer's newest conversation on a channel, open or not.
    public func current(of customer: CustomerID, on channel: ChannelID, in reader: Reader) throws -> Thread? {
        try ConversationStore.newest(of: customer, on: channel, in: reader)
    }

    /// Messages after a number, oldest first; or, with `before`, the last ones before it.
    public func messages(
        of id: ConversationID, after: Int64 = 0, before: Int64? = nil, limit: Int, in reader: Reader
    ) throws -> [Message] {
        try ConversationStore.messages(
            of: id, after: after, before: before ?? .max, newestFirst: before != nil, limit: limit, in: reader)
    }

    public func feed(
        of audience: Feed.Audience, after: Int64, limit: Int, in reader: Reader
    ) throws -> [Feed.Entry] {
        try FeedStore.entries(of: audience, after: after, limit: limit, in: reader)
    }

    /// The last number of a feed; 0 when nothing has happened yet.
    public func feedEnd(of audience: Feed.Audience, in reader: Reader) throws -> Int64 {
        try FeedStore.end(of: audience, in: reader)
    }
}

extension Conversations {
    /// All conversations of a customer, for whoever decides who may know the customer.
    public func all(of customer: CustomerID, in reader: Reader) throws -> [Thread] {
        try ConversationStore.all(of: customer, in: reader)
    }
}
