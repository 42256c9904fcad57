import Journey
import Staff
import Testing

@testable import Routing

@Suite struct ConversionTests {
    @Test(
        "The beta prior: known values",
        arguments: [
            (Outcomes(), Outcomes(handled: 200, won: 60), 0.3, 0.5),
            (Outcomes(handled: 20, won: 0), Outcomes(handled: 200, won: 60), 0.15, 1.0 / 3),
            (Outcomes(handled: 20, won: 20), Outcomes(handled: 200, won: 60), 0.65, 0.65 / 0.95),
            (Outcomes(), Outcomes(), 0.5, 0.5), (Outcomes(handled: 5, won: 0), Outcomes(handled: 5, won: 0), 0, 0.5),
            (Outcomes(handled: 100_000, won: 0), Outcomes(handled: 100_000, won: 50_000), 0.0001, 0.1),
        ])
    func knownValues(own: Outcomes, team: Outcomes, mean: Double, standing: Double) {
        let estimate = ConversionEstimate(own: own, team: team, strength: 20)
        #expect(abs(estimate.mean - mean) < 1e-3)
        #expect(abs(estimate.standing - standing) < 1e-3)
    }

    /// Of 200 placements in an experienced team, those that a newcomer who never sells anything gets.
    private func shareOfNewcomer(team: Int, teamRate: Double, strength: Double) -> Double {
        let policy = RoutingPolicy(priorStrength: strength)
        var records = Dictionary(
            uniqueKeysWithValues: (2...team).map {
                (id($0) as AgentID, Outcomes(handled: 1000, won: Int(1000 * teamRate)))
            })
        let newcomer: AgentID = id(1)
        var (turn, placed) = (SmoothRoundRobin(), 0)
        for number in 0..<200 {
            let desks = (1...team).map { number in
                Desk(agent: agent(number), open: 0, outcomes: records[id(number)] ?? Outcomes(), servedLast: false)
            }
            let weighing = Weighing(
                waiting: waiting(number, intent: "buy"), policy: policy,
                team: records.values.reduce(Outcomes(), +), now: TestClock().now)
            guard let choice = Placement.choose(among: desks, by: weighing, turn: &turn) else { continue }
            let won = choice.agent != newcomer && Double(number % 10) < teamRate * 10
            records[choice.agent, default: Outcomes()].handled += 1
            records[choice.agent, default: Outcomes()].won += won ? 1 : 0
            placed += choice.agent == newcomer ? 1 : 0
        }
        return Double(placed) / (200 / Double(team))
    }

    @Test(
        "Somebody new gets at least half of the fair share of the first 200 placements, even without luck",
        arguments: 2...12, [0.1, 0.3, 0.6, 0.9])
    func shield(team: Int, teamRate: Double) {
        #expect(shareOfNewcomer(team: team, teamRate: teamRate, strength: 20) >= 0.5)
    }

    @Test("Without the prior the same newcomer would be starved: the shield is what helps")
    func withoutShield() {
        let (without, with) = (
            shareOfNewcomer(team: 2, teamRate: 0.3, strength: 0.5),
            shareOfNewcomer(team: 2, teamRate: 0.3, strength: 20)
        )
        #expect(without < 0.5)
        #expect(with > without + 0.2)
    }

    @Test("A better record gets more turns, a worse one fewer")
    func better() {
        let team = Outcomes(handled: 300, won: 90)
        func standing(_ won: Int) -> Double {
            ConversionEstimate(own: Outcomes(handled: 100, won: won), team: team, strength: 20).standing
        }
        #expect(standing(10) < standing(30) && standing(30) < standing(50))
        #expect(abs(standing(30) - 0.5) < 1e-9)
    }
}
