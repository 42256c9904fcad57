import Conversations
import Journey
import Scripts
import Store
import Understanding

/// A request was understood → answer it automatically, ask again, or call a person; each with its reason.
struct UnderstoodToAnswered: Reaction {
    static let name = "understood-to-answered"
    let conversations: Conversations
    let answers: AutomaticAnswers
    let ledger: AnswerLedger
    let catalogue: IntentCatalogue
    let bot: Author

    func prepare(_ input: Recorded<RequestUnderstood>) async throws -> AutomaticAnswers.Request? {
        let request = input.payload
        guard let intent = catalogue[request.intent], let kind = AnswerKind(rawValue: intent.kind.rawValue) else {
            return nil
        }
        return AutomaticAnswers.Request(
            intent: intent.label, name: intent.name, kind: kind, confidence: request.confidence,
            outOfScope: request.outOfScope, language: request.language, failuresSoFar: 0)
    }

    func apply(
        _ request: AutomaticAnswers.Request, to input: Recorded<RequestUnderstood>, in tx: Transaction
    ) throws {
        let conversation = input.payload.conversation
        let news = Understood(intent: request.intent, confidence: request.confidence)
        let thread = try conversations.visible(conversation, as: .system, in: tx)
        // A person who is there already, or was called, answers.
        if thread.lifecycle.state == .automatic { try decide(request, input.payload, in: tx) }
        // Feeds are told last, as everywhere: transactions that lock in one order do not wait in a circle.
        try conversations.announce(.understood, about: conversation, data: news, in: tx)
    }

    private func decide(
        _ request: AutomaticAnswers.Request, _ understood: RequestUnderstood, in tx: Transaction
    ) throws {
        let conversation = understood.conversation
        var request = request
        request.failuresSoFar = try ledger.failures(conversation, in: tx)
        let decision = answers.decide(request)
        try ledger.settle(decision, of: conversation, in: tx)
        if let text = decision.text {
            try conversations.say(
                text, clientId: "answer/\(conversation)/\(understood.seq)", by: bot, in: conversation, tx: tx)
        }
        if case .handOver(let cause, _) = decision {
            let reason = HandOverReason(rawValue: cause.rawValue) ?? .needsPerson
            try conversations.handOver(conversation, because: reason, in: tx)
        }
        try tx.record(
            AnswerDecided(conversation: conversation, seq: understood.seq, decision),
            on: FactStream.conversation(conversation))
    }

    private struct Understood: Encodable {
        let intent: String
        let confidence: Double
    }
}

/// The automatic answers decided what to do with a request (自动接待决策).
struct AnswerDecided: FactPayload {
    static let kind = "answer.decided"
    static let version = 1
    static let meaning = Phrase(
        zh: "自动接待对一条诉求的决定及其理由。", en: "What the automatic answers did with a request, and why.")

    let conversation: ConversationID
    let seq: Int64
    /// `answer`, `rephrase`, or the cause of the hand-over.
    let decision: String
    let because: Phrase

    init(conversation: ConversationID, seq: Int64, _ decision: AutomaticDecision) {
        self.conversation = conversation
        self.seq = seq
        because = decision.because
        self.decision =
            switch decision {
            case .answer: "answer"
            case .rephrase: "rephrase"
            case .handOver(let cause, _): cause.rawValue
            }
    }
}
