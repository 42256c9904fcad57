public import Journey

/// Smooth weighted round robin (nginx's algorithm): over any stretch of picks each agent is chosen in proportion to
/// its weight, and agents of equal weight take turns instead of coming in bursts.
public struct SmoothRoundRobin: Sendable, Equatable {
    /// What each agent is owed; the sum is zero.
    public private(set) var credit: [AgentID: Double]

    /// - Parameter credit: as it was kept; empty when nobody is owed anything.
    public init(credit: [AgentID: Double] = [:]) { self.credit = credit }

    /// Picks one of the candidates and remembers what the others are owed.
    ///
    /// - Parameter weights: candidates in any order; a weight of zero means "not this time".
    /// - Returns: `nil` when nobody has a weight above zero.
    public mutating func pick(_ weights: [AgentID: Double]) -> AgentID? {
        let eligible = weights.filter { $0.value > 0 }
        let owed = eligible.map { agent, weight in (agent: agent, credit: credit[agent, default: 0] + weight) }
        // The smallest id wins a tie, so that the same history always gives the same choice.
        guard let best = owed.max(by: { ($0.credit, $1.agent) < ($1.credit, $0.agent) }) else { return nil }
        // Whoever left the list is forgotten: coming back must not be a claim on the past.
        credit = Dictionary(uniqueKeysWithValues: owed.map { ($0.agent, $0.credit) })
        credit[best.agent, default: 0] -= eligible.values.reduce(0, +)
        return best.agent
    }
}
