import Journey
import Store

/// Every statement about conversations and their messages.
enum ConversationStore {
    static func find(_ id: ConversationID, in reader: Reader) throws -> Thread? {
        try reader.first("SELECT * FROM conversation WHERE id = ?", id).map(thread)
    }

    /// The conversation as it stands once nobody else is changing it: on PostgreSQL this holds its row until the
    /// commit, so that what is decided from it still holds when it is written.
    static func held(_ id: ConversationID, in tx: Transaction) throws -> Thread? {
        try tx.first("UPDATE conversation SET last_seq = last_seq WHERE id = ? RETURNING *", id).map(thread)
    }

    /// Lets one transaction at a time begin conversations. SQLite has one writer anyway.
    static func holdCounter(in tx: Transaction) throws {
        try tx.execute("UPDATE conversation_counter SET last = last WHERE one = 1")
    }

    /// The customer's newest conversation on this channel.
    static func newest(of customer: CustomerID, on channel: ChannelID, in reader: Reader) throws -> Thread? {
        try reader.first(
            """
            SELECT * FROM conversation WHERE customer = ? AND channel = ? ORDER BY opened_at DESC, number DESC LIMIT 1
            """, customer, channel
        ).map(thread)
    }

    static func open(with agent: AgentID, in reader: Reader) throws -> [Thread] {
        try reader.query("SELECT * FROM conversation WHERE agent = ? AND state = 'open' ORDER BY last_at", agent)
            .map(thread)
    }

    static func all(of customer: CustomerID, in reader: Reader) throws -> [Thread] {
        try reader.query("SELECT * FROM conversation WHERE customer = ?", customer).map(thread)
    }

    static func insert(customer: CustomerID, channel: ChannelID, in tx: Transaction) throws -> Thread {
        let counter = try tx.first("UPDATE conversation_counter SET last = last + 1 WHERE one = 1 RETURNING last")
        let number: Int64 = try counter?.get("last") ?? 0
        let thread = Thread(
            id: tx.id(), number: number, customer: customer, channel: channel, lifecycle: Lifecycle(), owner: nil,
            lastSeq: 0, receipts: Receipts(), openedAt: tx.now, closedAt: nil)
        try tx.execute(
            """
            INSERT INTO conversation (id, number, customer, channel, state, agent, last_seq, last_text,
                last_author, last_at, opened_at, closed_at, customer_delivered, customer_read, agent_delivered,
                agent_read) VALUES (?, ?, ?, ?, ?, NULL, 0, '', '', ?, ?, NULL, 0, 0, 0, 0)
            """,
            thread.id, number, customer, channel, thread.lifecycle.state.name, thread.openedAt, thread.openedAt)
        return thread
    }

    static func setState(_ state: Lifecycle.State, of id: ConversationID, in tx: Transaction) throws {
        let closedAt = state == .closed ? tx.now : nil
        // A closed conversation keeps its last agent, so that his or her list still shows it.
        if state == .closed {
            try tx.execute("UPDATE conversation SET state = ?, closed_at = ? WHERE id = ?", state.name, closedAt, id)
        } else {
            try tx.execute(
                "UPDATE conversation SET state = ?, agent = ?, closed_at = NULL WHERE id = ?",
                state.name, state.agent, id)
        }
    }

    /// Takes the next number of the conversation; on PostgreSQL this also holds its row until the commit.
    static func nextSeq(_ id: ConversationID, in tx: Transaction) throws -> Int64 {
        let row = try tx.first("UPDATE conversation SET last_seq = last_seq + 1 WHERE id = ? RETURNING last_seq", id)
        guard let row else { throw ConversationRefusal.unknown }
        return try row.get("last_seq")
    }

    static func insert(_ message: Message, sender: String, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO message (conversation, seq, id, sender, client_id, author_kind, author_id, author_name, kind,
                text, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            message.conversation, message.seq, message.id, sender, message.clientId, message.author.kind,
            message.author.id, message.author.name, message.kind, message.text, message.at)
        try tx.execute(
            "UPDATE conversation SET last_text = ?, last_author = ?, last_at = ? WHERE id = ?",
            preview(message.text), message.author.kind, message.at, message.conversation)
    }

    /// The beginning, for lists; a placeholder is not cut in two.
    static func preview(_ text: String) -> String {
        let beginning = text.prefix(120)
        guard let opening = beginning.lastIndex(of: "⟦"), !beginning[opening...].contains("⟧") else {
            return String(beginning)
        }
        return String(beginning[..<opening]) + "…"
    }

    static func message(sender: String, clientId: String, in reader: Reader) throws -> Message? {
        try reader.first("SELECT * FROM message WHERE sender = ? AND client_id = ?", sender, clientId).map(message)
    }

    static func messages(
        of id: ConversationID, after: Int64, before: Int64, newestFirst: Bool, limit: Int, in reader: Reader
    ) throws -> [Message] {
        let found = try reader.query(
            """
            SELECT * FROM message WHERE conversation = ? AND seq > ? AND seq < ?
            ORDER BY seq \(newestFirst ? "DESC" : "ASC") LIMIT ?
            """, id, after, before, limit
        ).map(message)
        return newestFirst ? found.reversed() : found
    }

    static func setReceipts(_ marks: Receipts.Marks, of side: Side, in id: ConversationID, tx: Transaction) throws {
        let prefix = side == .customer ? "customer" : "agent"
        try tx.execute(
            "UPDATE conversation SET \(prefix)_delivered = ?, \(prefix)_read = ? WHERE id = ?",
            marks.delivered, marks.read, id)
    }

    static func thread(_ row: Row) throws -> Thread {
        let agent: AgentID? = try row.optional("agent")
        guard let state = Lifecycle.State(name: try row.get("state"), agent: agent) else {
            throw StoreFailure.unexpectedValue(column: "state")
        }
        return Thread(
            id: try row.get("id"), number: try row.get("number"), customer: try row.get("customer"),
            channel: try row.get("channel"), lifecycle: Lifecycle(state), owner: agent,
            lastSeq: try row.get("last_seq"),
            receipts: Receipts(
                customer: .init(delivered: try row.get("customer_delivered"), read: try row.get("customer_read")),
                agent: .init(delivered: try row.get("agent_delivered"), read: try row.get("agent_read"))),
            openedAt: try row.get("opened_at"), closedAt: try row.optional("closed_at"))
    }

    static func message(_ row: Row) throws -> Message {
        Message(
            conversation: try row.get("conversation"), seq: try row.get("seq"), id: try row.get("id"),
            clientId: try row.get("client_id"),
            author: Author(
                kind: try row.get("author_kind"), id: try row.optional("author_id"), name: try row.get("author_name")),
            kind: try row.get("kind"), text: try row.get("text"), at: try row.get("at"))
    }
}
