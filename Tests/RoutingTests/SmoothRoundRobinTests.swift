import Journey
import Routing
import Testing

@Suite struct SmoothRoundRobinTests {
    let a: AgentID = id(1)
    let b: AgentID = id(2)
    let c: AgentID = id(3)

    @Test("Weights 5, 1, 1 give the known smooth sequence, again and again")
    func knownSequence() {
        var turn = SmoothRoundRobin()
        let picks = (0..<21).compactMap { _ in turn.pick([a: 5, b: 1, c: 1]) }
        #expect(picks == [a, a, b, a, c, a, a, a, a, b, a, c, a, a, a, a, b, a, c, a, a])
    }

    @Test("Equal weights: turns never differ by more than one", arguments: 1...20)
    func equalWeightsTakeTurns(agents: Int) throws {
        var (turn, counts) = (SmoothRoundRobin(), [AgentID: Int]())
        let weights = Dictionary(uniqueKeysWithValues: (0..<agents).map { (id($0) as AgentID, 0.3) })
        for number in 1...(agents * 7 + 3) {
            let picked = turn.pick(weights)
            counts[try #require(picked), default: 0] += 1
            let least = counts.count < agents ? 0 : counts.values.min() ?? 0
            #expect((counts.values.max() ?? 0) - least <= 1, "after \(number) turns")
        }
    }

    @Test(
        "Any weights: after any number of turns each share is right to within one turn for each agent",
        arguments: 0..<50)
    func proportional(seed: UInt64) throws {
        var chance = SeededChance(seed: seed)
        let agents = Int.random(in: 1...8, using: &chance)
        let weights = Dictionary(
            uniqueKeysWithValues: (0..<agents).map { (id($0) as AgentID, Double.random(in: 0.05...5, using: &chance)) })
        let total = weights.values.reduce(0, +)
        var (turn, counts) = (SmoothRoundRobin(), [AgentID: Int]())
        for number in 1...400 {
            let picked = turn.pick(weights)
            counts[try #require(picked), default: 0] += 1
            for (agent, weight) in weights {
                let fair = Double(number) * weight / total
                #expect(abs(Double(counts[agent, default: 0]) - fair) < Double(agents))
            }
        }
        #expect(abs(turn.credit.values.reduce(0, +)) < 1e-6)
    }

    @Test("Nobody with a weight above zero: nobody is picked, nothing is forgotten")
    func nobody() {
        var turn = SmoothRoundRobin(credit: [a: 1, b: -1])
        #expect(turn.pick([a: 0]) == nil)
        #expect(turn.pick([:]) == nil)
        #expect(turn.credit == [a: 1, b: -1])
    }

    @Test("Whoever was away has no claim on the turns missed")
    func awayForAWhile() {
        var turn = SmoothRoundRobin()
        for _ in 0..<100 { _ = turn.pick([a: 1, b: 1]) }
        for _ in 0..<100 { _ = turn.pick([a: 1]) }
        let back = (0..<10).compactMap { _ in turn.pick([a: 1, b: 1]) }
        #expect(back.filter { $0 == b }.count == 5)
    }
}
