public import Journey
public import Store

/// Counts, for each conversation, the messages in a row that the automatic answers did not understand.
public struct AnswerLedger: Sendable {
    public init() {}

    /// How many so far.
    public func failures(_ conversation: ConversationID, in reader: Reader) throws -> Int {
        try SuggestionStore.failures(conversation, in: reader)
    }

    /// Notes what was decided: a request to rephrase is a failure; an answer, or a person, begins anew.
    public func settle(_ decision: AutomaticDecision, of conversation: ConversationID, in tx: Transaction) throws {
        switch decision {
        case .rephrase: try SuggestionStore.addFailure(conversation, in: tx)
        case .answer, .handOver: try SuggestionStore.clearFailures(conversation, in: tx)
        }
    }
}
