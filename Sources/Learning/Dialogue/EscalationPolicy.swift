extension EmotionHysteresis {
    /// Bounds and counts.
    public struct Policy: Sendable, Equatable, Encodable {
        /// From here on a turn counts as negative.
        public let upper: Double
        /// Below it a turn counts as calm.
        public let lower: Double
        /// From here on one turn is enough, if there is context.
        public let strong: Double
        /// From here on a turn gives context to a strong one after it.
        public let context: Double
        /// How many turns back context reaches.
        public let contextTurns: Int
        /// Turns above the upper bound that escalate; at least two, so that one harsh word never does.
        public let turnsToRise: Int
        /// Turns below the lower bound that end an escalation.
        public let turnsToFall: Int
        /// Seconds from one escalation, or from its undo, in which there is no other.
        public let cooldown: Double

        /// A policy.
        ///
        /// - Throws: `badOption` unless 0 < lower < context ≤ upper ≤ strong ≤ 1 and the counts can be.
        public init(
            upper: Double, lower: Double, strong: Double, context: Double, contextTurns: Int = 3, turnsToRise: Int = 2,
            turnsToFall: Int = 2, cooldown: Double = 600
        ) throws(LearningFailure) {
            guard 0 < lower, lower < context, context <= upper, upper <= strong, strong <= 1 else {
                throw .badOption("0 < lower < context ≤ upper ≤ strong ≤ 1 does not hold")
            }
            guard (1...100).contains(contextTurns), (2...100).contains(turnsToRise), (1...100).contains(turnsToFall),
                cooldown >= 0, cooldown.isFinite
            else { throw .badOption("turns are 1…100, turnsToRise at least 2, the cooldown a time") }
            self.init(
                checked: (upper, lower, strong, context), turns: (contextTurns, turnsToRise, turnsToFall),
                cooldown: cooldown)
        }

        private init(
            checked bounds: (upper: Double, lower: Double, strong: Double, context: Double),
            turns: (context: Int, rise: Int, fall: Int), cooldown: Double
        ) {
            (upper, lower, strong, context) = bounds
            (contextTurns, turnsToRise, turnsToFall) = turns
            self.cooldown = cooldown
        }

        /// A beginning, before a company has conversations to choose on.
        public static let standard = Policy(
            checked: (0.6, 0.3, 0.9, 0.45), turns: (3, 2, 2), cooldown: 600)
    }
}

/// The probabilities of one conversation, and when it should escalate.
struct EscalationTrack: Sendable, Equatable {
    /// Of a negative mood at each turn.
    let negative: [Double]
    /// The turns, counted from 0, in which an escalation is right; `nil` when none is.
    let window: ClosedRange<Int>?

    /// The turns, half a minute apart, at which a policy escalates.
    func escalations(_ policy: EmotionHysteresis.Policy) -> [Int] {
        var hysteresis = EmotionHysteresis(policy)
        return negative.indices.filter { turn in
            guard case .escalate = hysteresis.receive(.turn(negative: negative[turn], at: 30 * Double(turn))) else {
                return false
            }
            return true
        }
    }
}

/// How a policy did over conversations.
struct EscalationTally: Sendable, Equatable {
    private(set) var wanted = 0
    private(set) var found = 0
    private(set) var falseOnes = 0
    private(set) var calmTurns = 0
    /// Turns from the first at which one was right to the one at which it came, over those found.
    private(set) var turnsWaited = 0

    /// Runs a policy over conversations.
    init(_ policy: EmotionHysteresis.Policy, over tracks: [EscalationTrack]) {
        for track in tracks { hear(track, policy) }
    }

    private mutating func hear(_ track: EscalationTrack, _ policy: EmotionHysteresis.Policy) {
        let escalations = track.escalations(policy)
        guard let window = track.window else {
            calmTurns += track.negative.count
            falseOnes += escalations.count
            return
        }
        wanted += 1
        calmTurns += window.lowerBound
        falseOnes += escalations.count { $0 < window.lowerBound }
        if let right = escalations.first(where: window.contains) {
            found += 1
            turnsWaited += right - window.lowerBound
        }
    }

    var recall: Double { Evaluation.share(found, of: wanted) }
    /// False escalations per 1,000 calm turns.
    var falseRate: Double { 1_000 * Evaluation.share(falseOnes, of: calmTurns) }
}

extension EmotionHysteresis.Policy {
    /// The policy that finds most of what it should on these conversations with at most `falseRate` false escalations
    /// per 1,000 calm turns; of those alike the one with the fewest false ones, of those the one in the middle.
    static func chosen(on tracks: [EscalationTrack], falseRate: Double = 5) -> Self {
        let policies = candidates()
        let tallies = policies.map { EscalationTally($0, over: tracks) }
        let allowed = tallies.indices.filter { tallies[$0].falseRate <= falseRate }
        let fewest = tallies.map(\.falseOnes).min() ?? 0
        let pool = allowed.isEmpty ? tallies.indices.filter { tallies[$0].falseOnes == fewest } : allowed
        let most = pool.map { tallies[$0].found }.max() ?? 0
        let finding = pool.filter { tallies[$0].found == most }
        let least = finding.map { tallies[$0].falseOnes }.min() ?? 0
        let best = finding.filter { tallies[$0].falseOnes == least }
        return best.isEmpty ? .standard : policies[best[best.count / 2]]
    }

    /// From bounds that rise at a suspicion to bounds that want certainty.
    private static func candidates() -> [Self] {
        var policies: [Self] = []
        for upper in stride(from: 0.20, through: 0.91, by: 0.05) {
            for strong in [(1 + upper) / 2, 1] {
                let policy = try? Self(upper: upper, lower: upper / 2, strong: strong, context: 0.75 * upper)
                if let policy { policies.append(policy) }
            }
        }
        return policies
    }
}
