public import Journey
public import Store

/// What was offered to agents and what they made of it.
public struct SuggestionLog: Sendable {
    /// The suggestions for one message.
    public struct Entry: Sendable, Equatable {
        /// Where.
        public let conversation: ConversationID
        /// The customer's message.
        public let seq: Int64
        /// When they were offered.
        public let at: Timestamp
        /// What was offered and what was not.
        public let suggestions: SuggestionSet
    }

    public init() {}

    /// Keeps what is offered for a message and tells of it; a message that has its suggestions keeps them.
    ///
    /// - Returns: whether they were new.
    @discardableResult
    public func record(
        _ suggestions: SuggestionSet, conversation: ConversationID, seq: Int64, in tx: Transaction
    ) throws -> Bool {
        guard try SuggestionStore.insert(suggestions, conversation: conversation, seq: seq, in: tx) else {
            return false
        }
        try tx.record(
            ScriptsSuggested(suggestions, conversation: conversation, seq: seq),
            on: FactStream.conversation(conversation))
        return true
    }

    /// Notes that an agent sent a script; the same use again changes nothing.
    ///
    /// - Parameter seq: of the agent's message.
    @discardableResult
    public func used(
        _ script: ScriptID, conversation: ConversationID, seq: Int64, edited: Bool, in tx: Transaction
    ) throws -> Bool {
        let entry = try SuggestionStore.latest(conversation, before: seq, in: tx)
        let place = entry?.suggestions.items.firstIndex { $0.script == script }
        let suggested = place.flatMap { entry?.suggestions.items[$0].code }
        guard let code = try suggested ?? ScriptStore.find(script, in: tx)?.draft.code else {
            throw ScriptRefusal.unknown
        }
        let use = ScriptUsed(
            conversation: conversation, seq: seq, script: script, code: code, edited: edited,
            suggestedSeq: place == nil ? nil : entry?.seq, place: place.map { $0 + 1 })
        guard try SuggestionStore.insert(use, in: tx) else { return false }
        try tx.record(use, on: FactStream.conversation(conversation))
        return true
    }

    /// The newest suggestions of a conversation.
    public func latest(_ conversation: ConversationID, in reader: Reader) throws -> Entry? {
        try SuggestionStore.latest(conversation, in: reader)
    }
}
