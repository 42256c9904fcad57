import Journey
import Staff
import Store

/// Everything that placing needs from the tables, read once in a transaction and kept up to date while it places.
struct Bench {
    private let agents: [Agent]
    private let policy: RoutingPolicy
    private let past = PlacementStore()
    private var open: [AgentID: Int]
    private var turns: [String: SmoothRoundRobin] = [:]
    private var outcomes: [String: [AgentID: Outcomes]] = [:]
    /// Needs that nobody could meet: within one transaction places only become fewer.
    private var hopeless: Set<Waiting.Needs> = []

    init(_ agents: [Agent], policy: RoutingPolicy, in reader: Reader) throws {
        self.agents = agents
        self.policy = policy
        open = try RoutingStore().openCounts(in: reader)
    }

    /// Whether anybody at all can take another conversation.
    var hasRoom: Bool {
        agents.contains { $0.active && $0.presence == .online && $0.capacity > open[$0.id, default: 0] }
    }

    mutating func choose(for waiting: Waiting, in reader: Reader) throws -> Placement? {
        let needs = waiting.needs(at: reader.now, relaxSeconds: policy.relaxSeconds)
        guard !hopeless.contains(needs) else { return nil }
        let records = try outcomes(of: waiting.intent ?? "", in: reader)
        let last = try past.lastAgent(of: waiting.customer, in: reader)
        let desks = agents.map { agent in
            Desk(
                agent: agent, open: open[agent.id, default: 0], outcomes: records[agent.id] ?? Outcomes(),
                servedLast: agent.id == last)
        }
        let weighing = Weighing(
            waiting: waiting, policy: policy, team: records.values.reduce(Outcomes(), +), now: reader.now)
        let lane = lane(of: waiting, known: weighing.known(among: desks))
        var turn = try turn(of: lane, in: reader)
        guard let placement = Placement.choose(among: desks, by: weighing, turn: &turn) else {
            hopeless.insert(needs)
            return nil
        }
        turns[lane] = turn
        open[placement.agent, default: 0] += 1
        return placement
    }

    /// Why nobody could take it, counted.
    func obstacles(for waiting: Waiting, at now: Timestamp) -> [String: Int] {
        let needs = waiting.needs(at: now, relaxSeconds: policy.relaxSeconds)
        let codes = agents.compactMap { agent in
            Desk(agent: agent, open: open[agent.id, default: 0], outcomes: Outcomes(), servedLast: false)
                .obstacle(for: needs)?.code
        }
        return Dictionary(codes.map { ($0, 1) }, uniquingKeysWith: +)
    }

    func saveTurns(in tx: Transaction) throws {
        for (lane, turn) in turns.sorted(by: { $0.key < $1.key }) {
            try past.save(turn, policy: policy.version, lane: lane, in: tx)
        }
    }

    /// Turns are taken among requests that favour the same agents: what is owed from requests of another kind would
    /// otherwise decide who gets the valued customer, or the one who comes back.
    private func lane(of waiting: Waiting, known: AgentID?) -> String {
        // A language that nobody speaks favours nobody; and the words of visitors must not become rows for ever.
        let language = Weighing.languageSkill(of: waiting)
        let parts = [
            waiting.skill ?? "", waiting.standing == .normal ? "" : waiting.standing.rawValue,
            agents.contains { $0.level(in: language) != nil } ? language : "", known?.description ?? "",
        ]
        return parts.joined(separator: "|")
    }

    private mutating func turn(of lane: String, in reader: Reader) throws -> SmoothRoundRobin {
        if let turn = turns[lane] { return turn }
        let turn = try past.turn(policy: policy.version, lane: lane, in: reader)
        turns[lane] = turn
        return turn
    }

    private mutating func outcomes(of intent: String, in reader: Reader) throws -> [AgentID: Outcomes] {
        if let known = outcomes[intent] { return known }
        let records = try past.outcomes(of: intent, in: reader)
        outcomes[intent] = records
        return records
    }
}
