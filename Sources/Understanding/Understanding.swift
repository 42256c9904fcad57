public import Journey
public import Store

/// What customers want. The only door to this stage's tables.
public struct Understanding: Sendable {
    public init() {}

    /// Keeps what a message was taken to mean and tells of it; a message that is already understood stays as it is.
    ///
    /// - Parameter state: where the conversation stood when the message came, as its own stage calls it.
    /// - Returns: whether it was new.
    @discardableResult
    public func record(
        _ interpretation: Interpretation, conversation: ConversationID, seq: Int64, customer: CustomerID,
        channel: ChannelID, state: String, in tx: Transaction
    ) throws -> Bool {
        let message = UnderstoodMessage(
            conversation: conversation, seq: seq, customer: customer, channel: channel, state: state)
        guard try UnderstandingStore.insert(interpretation, of: message, in: tx) else { return false }
        try tx.record(RequestUnderstood(interpretation, of: message), on: FactStream.conversation(conversation))
        return true
    }

    /// The newest interpretation of a conversation.
    public func latest(_ conversation: ConversationID, in reader: Reader) throws -> Understood? {
        try UnderstandingStore.latest(conversation, in: reader)
    }

    /// The interpretation of one message.
    public func find(_ conversation: ConversationID, seq: Int64, in reader: Reader) throws -> Understood? {
        try UnderstandingStore.find(conversation, seq: seq, in: reader)
    }

    /// The particulars named so far with their words, the newest of each kind, in the order of their kinds.
    public func named(_ conversation: ConversationID, in reader: Reader) throws -> [Entity] {
        var newest: [EntityKind: Entity] = [:]
        for entity in try UnderstandingStore.entities(of: conversation, in: reader).joined() {
            newest[entity.kind] = entity
        }
        return EntityKind.allCases.compactMap { newest[$0] }
    }

    /// Everything the customer has named so far in this conversation; what was said last holds.
    public func context(_ conversation: ConversationID, in reader: Reader) throws -> Particulars {
        var particulars = Particulars()
        for entities in try UnderstandingStore.entities(of: conversation, in: reader) { particulars.learn(entities) }
        return particulars
    }
}

/// A message whose meaning is kept.
struct UnderstoodMessage {
    let conversation: ConversationID
    let seq: Int64
    let customer: CustomerID
    let channel: ChannelID
    let state: String
}

/// An interpretation with the message it belongs to.
public struct Understood: Sendable, Equatable {
    /// Where it was said.
    public let conversation: ConversationID
    /// The customer's message.
    public let seq: Int64
    /// When it was understood.
    public let at: Timestamp
    /// What it was taken to mean.
    public let interpretation: Interpretation
}
