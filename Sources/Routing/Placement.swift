public import Journey
import Staff

/// The choice of an agent for one waiting conversation, and the reason a person can read.
public struct Placement: Sendable, Hashable, Codable {
    /// Candidates kept in the explanation; those who cannot take it are left out first.
    static let consideredMax = 50

    /// What was placed.
    public let conversation: ConversationID
    /// Whose conversation it is.
    public let customer: CustomerID
    /// Who answers.
    public let agent: AgentID
    /// When it was decided.
    public let at: Timestamp
    /// The policy's version; `manual` and `transfer` are choices of people.
    public let policy: String
    /// Share of the turns this policy gives the chosen agent here, 0…1: without it no policy can be judged later.
    public let propensity: Double
    /// Seconds from `Waiting.since` to here.
    public let waitedSeconds: Double
    /// One sentence for the choice.
    public let sentence: Phrase
    /// Best first. The chosen one need not be the first: turns are shared out by weight.
    public let considered: [Candidate]

    /// Weighs the agents for one request and takes the turn. Pure: the same input gives the same placement.
    ///
    /// - Returns: `nil` when nobody may take it now.
    static func choose(
        among desks: [Desk], by weighing: Weighing, turn: inout SmoothRoundRobin
    ) -> Placement? {
        let candidates = weighing.weigh(desks)
        let total = candidates.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return nil }
        // Each request shares out one turn, whether everybody is idle or nearly full.
        let shares = Dictionary(candidates.map { ($0.agent, $0.weight / total) }, uniquingKeysWith: max)
        guard let agent = turn.pick(shares), let chosen = candidates.first(where: { $0.agent == agent }) else {
            return nil
        }
        let propensity = chosen.weight / total
        let sorted = candidates.sorted { ($0.weight, $1.agent) > ($1.weight, $0.agent) }
        let waiting = weighing.waiting
        return Placement(
            conversation: waiting.conversation, customer: waiting.customer, agent: agent, at: weighing.now,
            policy: weighing.policy.version, propensity: propensity,
            waitedSeconds: max(0, weighing.now.seconds(since: waiting.since)),
            sentence: sentence(for: chosen, propensity: propensity, policy: weighing.policy),
            considered: shortened(sorted, keeping: chosen))
    }

    /// A choice that a person made.
    static func byHand(
        _ waiting: Waiting, to agent: Agent, policy: String, sentence: Phrase, at now: Timestamp
    ) -> Placement {
        Placement(
            conversation: waiting.conversation, customer: waiting.customer, agent: agent.id, at: now, policy: policy,
            propensity: 1, waitedSeconds: max(0, now.seconds(since: waiting.since)), sentence: sentence,
            considered: [])
    }

    private static func sentence(for chosen: Candidate, propensity: Double, policy: RoutingPolicy) -> Phrase {
        Phrase(
            zh: "由\(chosen.name)接待：\(chosen.reason.zh)；三个维度的权重为内容 \(policy.content)、画像 \(policy.profile)、"
                + "历史 \(policy.history)，轮转份额 \(percent(propensity))。",
            en: "\(chosen.nameEn) answers: \(chosen.reason.en); the three dimensions count request \(policy.content), "
                + "customer \(policy.profile), history \(policy.history); share of the turns \(percent(propensity)).")
    }

    /// Bounded, in order of weight, the chosen one always among them.
    private static func shortened(_ sorted: [Candidate], keeping chosen: Candidate) -> [Candidate] {
        let first = sorted.prefix(consideredMax)
        return first.contains(chosen) ? Array(first) : first.dropLast() + [chosen]
    }
}
