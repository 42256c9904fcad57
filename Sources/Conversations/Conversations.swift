import Foundation
public import Journey
public import Store

/// Threads between customers and the company. The only door to this stage's tables.
public struct Conversations: Sendable {
    /// Characters of one message.
    public static let textCharactersMax = 4000
    static let clientIDCharactersMax = 100
    /// A customer who writes within this time comes back to the same conversation.
    static let reopenSecondsMax = 24.0 * 3600

    let live: Live

    public init(live: Live) { self.live = live }

    /// Takes a customer's message: into the open conversation, or a new one.
    ///
    /// The same `clientId` from the same customer again gives the first message back and changes nothing.
    /// - Parameter text: with personal data already replaced.
    public func accept(
        _ text: String, clientId: String, from customer: CustomerID, named name: String, on channel: ChannelID,
        in tx: Transaction
    ) throws -> Message {
        let draft = try Draft(
            text: text, clientId: clientId, author: Author(kind: .customer, id: "\(customer)", name: name))
        if let known = try draft.known(in: tx) { return known }
        var thread = try openThread(of: customer, on: channel, in: tx)
        // The same message sent twice at once: the second one waited for the first.
        if let known = try draft.known(in: tx) { return known }
        if thread.lifecycle.handle(.customerWrote).contains(.reopen) {
            try ConversationStore.setState(thread.lifecycle.state, of: thread.id, in: tx)
            try tx.record(
                ConversationReopened(conversation: thread.id, customer: customer),
                on: FactStream.conversation(thread.id))
        }
        return try append(draft, to: &thread, in: tx)
    }

    /// Takes a colleague's message.
    public func reply(
        _ text: String, clientId: String, in id: ConversationID, as colleague: Colleague, named name: String,
        speaking language: Language = .chinese, in tx: Transaction
    ) throws -> Message {
        let draft = try Draft(
            text: text, clientId: clientId, author: Author(kind: .agent, id: "\(colleague.id)", name: name))
        if let known = try draft.known(of: id, in: tx) { return known }
        var thread = try held(id, as: .agent(colleague), in: tx)
        if let known = try draft.known(of: id, in: tx) { return known }
        guard thread.lifecycle.state != .closed else { throw ConversationRefusal.closed }
        // Whoever answers a conversation that nobody has takes it by doing so.
        if thread.lifecycle.state.agent == nil {
            try assign(to: colleague.id, named: name, speaking: language, &thread, in: tx)
        }
        return try append(draft, to: &thread, in: tx)
    }

    /// The message that this colleague sent with this id before; whatever has become of the conversation since.
    public func repeated(
        _ clientId: String, in id: ConversationID, by colleague: Colleague, in reader: Reader
    ) throws -> Message? {
        guard let known = try ConversationStore.message(sender: "agent/\(colleague.id)", clientId: clientId, in: reader)
        else { return nil }
        guard known.conversation == id else { throw ConversationRefusal.idReused }
        return known
    }

    /// Writes an automatic answer or an event into the thread; once for each `clientId`.
    @discardableResult
    public func say(
        _ text: String, kind: Message.Kind = .text, clientId: String, by author: Author, in id: ConversationID,
        tx: Transaction
    ) throws -> Message {
        let draft = try Draft(text: text, clientId: clientId, author: author, kind: kind)
        if let known = try draft.known(in: tx) { return known }
        var thread = try held(id, in: tx)
        if let known = try draft.known(in: tx) { return known }
        return try append(draft, to: &thread, in: tx)
    }

    /// Calls for a person.
    public func handOver(_ id: ConversationID, because reason: HandOverReason, in tx: Transaction) throws {
        var thread = try held(id, in: tx)
        let event: Lifecycle.Event = reason == .agentLeft ? .agentLeft : .handedOver
        let before = thread.audience
        guard thread.lifecycle.handle(event).contains(.enqueue) else { return }
        // Facts before feeds, everywhere: transactions that lock in one order do not wait for each other in a circle.
        try tx.record(
            ConversationHandedOver(
                conversation: id, customer: thread.customer, channel: thread.channel, reason: reason),
            on: FactStream.conversation(id))
        try change(thread, before: before, in: tx)
    }

    /// Gives the conversation to an agent, as routing or the agent has decided.
    ///
    /// - Parameter language: the customer's, for what the thread says about it.
    public func assign(
        _ id: ConversationID, to agent: AgentID, named name: String, speaking language: Language = .chinese,
        in tx: Transaction
    ) throws {
        var thread = try held(id, in: tx)
        try assign(to: agent, named: name, speaking: language, &thread, in: tx)
    }

    /// Ends the conversation.
    public func resolve(
        _ id: ConversationID, as scope: Scope, speaking language: Language = .chinese, in tx: Transaction
    ) throws {
        var thread = try held(id, as: scope, in: tx)
        let before = thread.audience
        let agent = thread.lifecycle.state.agent
        guard thread.lifecycle.handle(.resolved).contains(.close) else { return }
        try say(
            ThreadEvent.closed(language), kind: .event, clientId: "closed/\(id)/\(thread.lastSeq)", by: Self.product,
            in: id, tx: tx)
        try change(thread, before: before, in: tx)
        try tx.record(
            ConversationClosed(
                conversation: id, customer: thread.customer, channel: thread.channel, agent: agent,
                messages: thread.lastSeq),
            on: FactStream.conversation(id))
    }

    /// Notes how far one side has received and read; the other side is told.
    public func receive(
        _ id: ConversationID, delivered: Int64?, read: Int64?, by side: Side, as scope: Scope, in tx: Transaction
    ) throws {
        let thread = try held(id, as: scope, in: tx)
        let moved = thread.receipts[side].moved(delivered: delivered, read: read, last: thread.lastSeq)
        guard let moved else { return }
        try ConversationStore.setReceipts(moved, of: side, in: id, tx: tx)
        let (live, audience) = (live, thread.audience)
        tx.afterCommit { live.tell(.receipt(id, audience: audience, side, moved)) }
    }

    /// Puts a piece of news about a conversation into the feed of whoever has it.
    public func announce(
        _ kind: Feed.Kind, about id: ConversationID, data: some Encodable, in tx: Transaction
    ) throws {
        guard let thread = try ConversationStore.find(id, in: tx) else { throw ConversationRefusal.unknown }
        try announce(kind, about: thread, to: thread.audience, data: try Self.json(data), in: tx)
    }

    /// The author of what the product itself says.
    public static let product = Author(kind: .system, id: nil, name: "Magpie")

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
