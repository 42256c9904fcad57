import Journey
import Store

/// What the door does inside: numbering, states, telling.
extension Conversations {
    func openThread(of customer: CustomerID, on channel: ChannelID, in tx: Transaction) throws -> Thread {
        if let known = try continued(of: customer, on: channel, in: tx) { return known }
        // Two first messages at the same moment: whoever comes second finds the conversation of the first.
        try ConversationStore.holdCounter(in: tx)
        if let known = try continued(of: customer, on: channel, in: tx) { return known }
        let thread = try ConversationStore.insert(customer: customer, channel: channel, in: tx)
        try tx.record(
            ConversationOpened(
                conversation: thread.id, number: thread.number, customer: customer, channel: channel),
            on: FactStream.conversation(thread.id))
        return thread
    }

    /// The conversation that the customer is still in, or comes back to.
    private func continued(of customer: CustomerID, on channel: ChannelID, in tx: Transaction) throws -> Thread? {
        guard let newest = try ConversationStore.newest(of: customer, on: channel, in: tx),
            let thread = try ConversationStore.held(newest.id, in: tx)
        else { return nil }
        guard let closedAt = thread.closedAt else { return thread }
        return tx.now.seconds(since: closedAt) <= Self.reopenSecondsMax ? thread : nil
    }

    /// The conversation, held for a change by someone who may see it.
    func held(_ id: ConversationID, as scope: Scope = .system, in tx: Transaction) throws -> Thread {
        guard let thread = try ConversationStore.held(id, in: tx), Self.sees(thread, scope) else {
            throw ConversationRefusal.unknown
        }
        return thread
    }

    /// Numbers and keeps the message, records the fact, tells the feed, and the sockets once it is on disk.
    func append(_ draft: Draft, to thread: inout Thread, in tx: Transaction) throws -> Message {
        let seq = try ConversationStore.nextSeq(thread.id, in: tx)
        let message = Message(
            conversation: thread.id, seq: seq, id: tx.id(), clientId: draft.clientId, author: draft.author,
            kind: draft.kind, text: draft.text, at: tx.now)
        try ConversationStore.insert(message, sender: draft.sender, in: tx)
        try tx.record(MessageAccepted(message, in: thread), on: FactStream.conversation(thread.id))
        thread.lastSeq = seq
        let (live, json) = (live, try Self.json(message))
        tx.afterCommit { live.tell(.message(message, json: json)) }
        try announce(.message, about: thread, to: thread.audience, data: json, in: tx)
        return message
    }

    func assign(
        to agent: AgentID, named name: String, speaking language: Language, _ thread: inout Thread,
        in tx: Transaction
    ) throws {
        let before = thread.audience
        guard thread.lifecycle.handle(.assigned(agent)).contains(.join(agent)) else { return }
        try tx.record(
            ConversationAssigned(conversation: thread.id, customer: thread.customer, agent: agent),
            on: FactStream.conversation(thread.id))
        try change(thread, before: before, in: tx)
        let joined = try Draft(
            text: ThreadEvent.joined(name)(language), clientId: "joined/\(thread.id)/\(thread.lastSeq)",
            author: Self.product,
            kind: .event)
        _ = try append(joined, to: &thread, in: tx)
    }

    /// Keeps the new state, and tells both the feed that had the conversation and the one that has it now.
    func change(_ thread: Thread, before: Feed.Audience, in tx: Transaction) throws {
        try ConversationStore.setState(thread.lifecycle.state, of: thread.id, in: tx)
        let news = try Self.json(StateNews(state: thread.lifecycle.state.name, agent: thread.lifecycle.state.agent))
        try announce(.conversation, about: thread, to: before, data: news, in: tx)
        if thread.audience != before {
            let (live, id) = (live, thread.id)
            tx.afterCommit { live.tell(.moved(id)) }
            try announce(.conversation, about: thread, to: thread.audience, data: news, in: tx)
        }
    }

    func announce(
        _ kind: Feed.Kind, about thread: Thread, to audience: Feed.Audience, data: String, in tx: Transaction
    ) throws {
        let entry = try FeedStore.append(kind, to: audience, about: thread.id, data: data, in: tx)
        let live = live
        tx.afterCommit { live.tell(.entry(entry)) }
    }

    private struct StateNews: Encodable {
        let state: String
        let agent: AgentID?
    }
}
