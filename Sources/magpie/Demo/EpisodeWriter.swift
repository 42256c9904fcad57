import Conversations
import Customers
import Journey
import Routing
import Scripts
import Security
import Staff
import Store
import Understanding

/// Writes one conversation of the history, doing by hand in one transaction what the arrows do for a living one.
struct EpisodeWriter {
    let built: Built
    let clock: SeedClock
    let bot: Author
    let episode: DemoHistory.Episode
    let tx: Transaction

    func write() throws {
        var at = episode.at
        var conversation: ConversationID?
        var isWithAgent = false
        for (index, line) in episode.dialogue.lines.enumerated() {
            clock.set(at)
            let sealed = try built.vault.seal(line, for: episode.customer, in: tx)
            let message = try built.conversations.accept(
                sealed, clientId: "history-\(episode.at.microseconds)-\(index)", from: episode.customer,
                named: episode.name, on: episode.channel, in: tx)
            let id = message.conversation
            conversation = id
            let meaning = built.interpreter.interpret(message.text)
            try built.understanding.record(
                meaning, conversation: id, seq: message.seq, customer: episode.customer, channel: episode.channel,
                state: isWithAgent ? "open" : "bot", in: tx)
            at = at.adding(seconds: 1)
            clock.set(at)
            if !isWithAgent { isWithAgent = try receive(id, meaning, seq: message.seq, at: &at) }
            if isWithAgent {
                at = at.adding(seconds: episode.answerSeconds[index])
                clock.set(at)
                try reply(index, in: id)
            }
            at = at.adding(seconds: 20)
        }
        guard let conversation else { return }
        clock.set(at)
        try settle(conversation, isWithAgent: isWithAgent)
        try built.conversations.resolve(conversation, as: .system, in: tx)
        try built.routing.release(conversation, in: tx)
    }

    /// Answered automatically, or handed over and placed; `true` once a person has it.
    private func receive(
        _ id: ConversationID, _ meaning: Interpretation, seq: Int64, at: inout Timestamp
    ) throws -> Bool {
        let ledger = AnswerLedger()
        let decision = built.answers.decide(
            .init(
                intent: meaning.intent.label, name: meaning.intent.name,
                kind: AnswerKind(rawValue: meaning.intent.kind.rawValue) ?? .service, confidence: meaning.confidence,
                outOfScope: meaning.outOfScope, language: meaning.language,
                failuresSoFar: try ledger.failures(id, in: tx)))
        try ledger.settle(decision, of: id, in: tx)
        if let text = decision.text {
            try built.conversations.say(text, clientId: "answer/\(id)/\(seq)", by: bot, in: id, tx: tx)
            return false
        }
        guard case .handOver(let cause, _) = decision else { return false }
        try built.conversations.handOver(id, because: HandOverReason(rawValue: cause.rawValue) ?? .needsPerson, in: tx)
        try built.routing.enqueue(
            Waiting(conversation: id, customer: episode.customer, since: at, intent: meaning.intent.label), in: tx)
        try built.routing.take(id, customer: episode.customer, by: episode.agent, as: .system, in: tx)
        at = at.adding(seconds: 2)
        clock.set(at)
        try built.conversations.assign(id, to: episode.agent.id, named: episode.agent.name, in: tx)
        return true
    }

    private func reply(_ index: Int, in id: ConversationID) throws {
        let replies = [
            "您好，我是\(episode.agent.name)，这就为您看。", "好的，我查一下，请稍等。", "这边给您说明一下，您看是否清楚？", "明白，我帮您记下了。",
            "没问题，我把详细资料发给您。", "还有什么想了解的，尽管问我。",
        ]
        _ = try built.conversations.reply(
            replies[min(index, replies.count - 1)], clientId: "history-\(episode.at.microseconds)-\(index)", in: id,
            as: episode.agent.colleague, named: episode.agent.name, in: tx)
    }

    /// The deal, as the dialogue ended.
    private func settle(_ id: ConversationID, isWithAgent: Bool) throws {
        guard isWithAgent else { return }
        let customers = built.customers
        let deal = try customers.openDeal(
            for: episode.customer, conversation: id, owner: episode.agent.id, as: .system, in: tx)
        guard deal.stage.isOpen, deal.conversation == id else { return }
        let amount = Money(minor: Int64(max(1, episode.dialogue.amount_yuan)) * 100)
        _ = try customers.moveDeal(deal.id, to: .qualified, as: .system, in: tx)
        switch episode.dialogue.outcome {
        case "won":
            _ = try customers.moveDeal(deal.id, to: .proposal, amount: amount, as: .system, in: tx)
            _ = try customers.moveDeal(deal.id, to: .won, amount: amount, as: .system, in: tx)
        case "lost":
            let reason = episode.dialogue.reason ?? "未说明"
            _ = try customers.moveDeal(deal.id, to: .lost, reason: reason, as: .system, in: tx)
        default: break
        }
        let won = episode.dialogue.outcome == "won"
        if won || episode.dialogue.outcome == "lost" { try built.routing.settle(id, won: won, in: tx) }
    }
}
