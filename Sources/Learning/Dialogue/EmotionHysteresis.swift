/// When a customer's mood calls for somebody more experienced, and when that is over: two bounds with a band between
/// them in which nothing changes, counts of turns, a cooldown and an undo.
///
/// A value without clock or chance: events in, actions out. The same events give the same actions.
public struct EmotionHysteresis: Sendable, Equatable {
    /// What happened; times are seconds on any clock that does not go back.
    public enum Event: Sendable, Equatable {
        /// A turn of the customer, and how probable a negative mood is at it: calibrated, 0…1.
        case turn(negative: Double, at: Double)
        /// A person says that the escalation was none.
        case undo(at: Double)
    }

    /// What is to be done.
    public enum Action: Sendable, Equatable {
        case escalate(Reason)
        /// The mood has passed; whoever was called may leave.
        case subside
        /// The escalation is taken back.
        case takeBack
    }

    /// Why it escalated.
    public enum Reason: String, Sendable, Equatable {
        /// So many turns above the upper bound, and none below the lower in between.
        case sustained
        /// One very strong turn after another that was negative too.
        case strong
    }

    public let policy: Policy
    /// Whether an escalation stands.
    public private(set) var isEscalated = false
    /// Turns above the upper bound since the last below the lower.
    private var risen = 0
    /// Turns below the lower bound since the last above the upper.
    private var fallen = 0
    /// Whether each of the last turns gave context to a strong one.
    private var context: [Bool] = []
    private var escalatedAt: Double?
    private var now = -Double.infinity

    /// Calm, nothing heard.
    public init(_ policy: Policy = .standard) { self.policy = policy }

    /// Takes note of an event.
    ///
    /// - Returns: what is to be done, or `nil`. A probability that is no number changes nothing; a time before the last
    ///   one counts as the last one.
    public mutating func receive(_ event: Event) -> Action? {
        switch event {
        case .turn(let negative, let time):
            guard negative.isFinite else { return nil }
            advance(to: time)
            return isEscalated ? falling(negative) : rising(negative)
        case .undo(let time):
            advance(to: time)
            guard isEscalated else { return nil }
            // Whoever took it back does not want it again at the next turn.
            escalatedAt = now
            settle()
            return .takeBack
        }
    }

    private mutating func advance(to time: Double) {
        if time.isFinite { now = max(now, time) }
    }

    private mutating func rising(_ negative: Double) -> Action? {
        if negative >= policy.upper { risen += 1 }
        if negative < policy.lower { risen = 0 }
        let isStrong = negative >= policy.strong && context.contains(true)
        context = (context + [negative >= policy.context]).suffix(policy.contextTurns)
        let isSustained = negative >= policy.upper && risen >= policy.turnsToRise
        guard isSustained || isStrong, !isCooling else { return nil }
        isEscalated = true
        escalatedAt = now
        fallen = 0
        return .escalate(isSustained ? .sustained : .strong)
    }

    private mutating func falling(_ negative: Double) -> Action? {
        if negative < policy.lower { fallen += 1 }
        if negative >= policy.upper { fallen = 0 }
        guard negative < policy.lower, fallen >= policy.turnsToFall else { return nil }
        settle()
        return .subside
    }

    private var isCooling: Bool { escalatedAt.map { now - $0 < policy.cooldown } ?? false }

    private mutating func settle() {
        isEscalated = false
        (risen, fallen, context) = (0, 0, [])
    }
}
