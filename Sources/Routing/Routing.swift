public import Journey
public import Staff
public import Store

/// Who answers whom. The only door to this stage's tables.
public struct Routing: Sendable {
    /// The purpose of the timer after which additional skills are no longer insisted upon: `drain` then.
    public static let relaxPurpose = "routing.relax"
    private static let stretch = 500

    let policy: RoutingPolicy
    let rows = RoutingStore()
    let past = PlacementStore()

    /// - Parameter policy: how much each dimension counts; its version is written into every placement.
    public init(policy: RoutingPolicy = RoutingPolicy()) { self.policy = policy }

    /// Puts a conversation into the queue. One that waits already keeps its place and gets the new needs; one that
    /// somebody has stays there.
    public func enqueue(_ waiting: Waiting, as scope: Scope = .system, in tx: Transaction) throws {
        try scope.require(.agent)
        let waiting = try waiting.checked()
        try rows.lock(in: tx)
        if let held = try rows.assignment(of: waiting.conversation, in: tx), !held.released { return }
        let stream = FactStream.conversation(waiting.conversation)
        if try rows.enqueue(waiting, in: tx) { try tx.record(ConversationQueued(waiting), on: stream) }
        guard !waiting.additional.isEmpty else { return }
        try tx.setTimer(
            Self.timer(waiting.conversation), purpose: Self.relaxPurpose, stream: stream,
            due: waiting.since.adding(seconds: policy.relaxSeconds), payload: waiting.conversation.description)
    }

    /// Places one waiting conversation and says why.
    ///
    /// - Parameter agents: everyone with an open account, read in the same transaction; those who cannot take it are
    ///   part of the explanation.
    /// - Returns: `nil` when it is not waiting, or when nobody may take it and it goes on waiting.
    @discardableResult
    public func place(
        _ conversation: ConversationID, among agents: [Agent], as scope: Scope = .system, in tx: Transaction
    ) throws -> Placement? {
        try scope.require(.supervisor)
        try rows.lock(in: tx)
        guard let waiting = try rows.waiting(conversation, in: tx) else { return nil }
        var bench = try Bench(agents, policy: policy, in: tx)
        if let placement = try bench.choose(for: waiting, in: tx) {
            try bench.saveTurns(in: tx)
            try settleDown(placement, intent: waiting.intent, previous: nil, in: tx)
            return placement
        }
        if try rows.markTold(conversation, in: tx) {
            try tx.record(
                ConversationUnplacedWaiting(
                    conversation: conversation, skill: waiting.skill,
                    obstacles: bench.obstacles(for: waiting, at: tx.now),
                    position: try rows.ahead(of: waiting, in: tx) + 1),
                on: FactStream.conversation(conversation))
        }
        return nil
    }

    /// Places as many as capacity allows, by priority, then by length of wait. Whoever cannot be served yet is passed
    /// over, not waited for. To be called whenever an agent comes, frees a place, or can do more than before.
    @discardableResult
    public func drain(
        among agents: [Agent], as scope: Scope = .system, in tx: Transaction
    ) throws -> [Placement] {
        try scope.require(.supervisor)
        try rows.lock(in: tx)
        var bench = try Bench(agents, policy: policy, in: tx)
        var (placed, passedOver): ([Placement], Int) = ([], 0)
        while bench.hasRoom {
            let stretch = try rows.queue(skipping: passedOver, limit: Self.stretch, in: tx)
            for waiting in stretch {
                guard let placement = try bench.choose(for: waiting, in: tx) else {
                    passedOver += 1
                    continue
                }
                try settleDown(placement, intent: waiting.intent, previous: nil, in: tx)
                placed.append(placement)
            }
            if stretch.count < Self.stretch { break }
        }
        try bench.saveTurns(in: tx)
        return placed
    }

    /// The customer was served, or went away: frees the agent's place, or the place in the queue.
    ///
    /// - Parameter won: whether it ended in a sale; `nil` where that is not known or was not at stake.
    public func release(
        _ conversation: ConversationID, won: Bool? = nil, as scope: Scope = .system, in tx: Transaction
    ) throws {
        try scope.require(.agent)
        try rows.lock(in: tx)
        if try rows.dequeue(conversation, in: tx) { try tx.cancelTimer(Self.timer(conversation)) }
        guard let held = try rows.assignment(of: conversation, in: tx) else { return }
        if !held.released {
            try requireRight(of: scope, over: held.agent, in: tx)
            try rows.markReleased(conversation, in: tx)
        }
        if let won { try count(won, for: held, in: tx) }
    }

    /// The outcome became known later, or was another one than thought. Counts once for the agent who had it last.
    public func settle(
        _ conversation: ConversationID, won: Bool, as scope: Scope = .system, in tx: Transaction
    ) throws {
        guard scope == .system else { throw ScopeRefusal.notYours }
        try rows.lock(in: tx)
        if let held = try rows.assignment(of: conversation, in: tx) { try count(won, for: held, in: tx) }
    }

    /// Everything that has to be written once it is clear who answers.
    func settleDown(
        _ placement: Placement, intent: String?, previous: AgentID?, in tx: Transaction
    ) throws {
        if try rows.dequeue(placement.conversation, in: tx) {
            try tx.cancelTimer(Self.timer(placement.conversation))
        }
        try rows.assign(placement, intent: intent ?? "", in: tx)
        try past.append(placement, in: tx)
        try tx.record(
            ConversationPlaced(placement, previous: previous), on: FactStream.conversation(placement.conversation))
    }

    private func count(_ won: Bool, for held: RoutingStore.Assignment, in tx: Transaction) throws {
        guard held.won != won else { return }
        let before = held.won.map { Outcomes(handled: 1, won: $0 ? 1 : 0) } ?? Outcomes()
        let change = Outcomes(handled: 1 - before.handled, won: (won ? 1 : 0) - before.won)
        try past.count(change, for: held.agent, intent: held.intent, in: tx)
        try past.setWon(won, of: held.conversation, in: tx)
    }

    private static func timer(_ conversation: ConversationID) -> String { "routing-relax/\(conversation)" }
}
