import Foundation
import Journey
import Staff
import Testing

@testable import Routing

@Suite struct PlacementTests {
    private func choose(_ desks: [Desk], for waiting: Waiting, after seconds: Double = 0) -> Placement? {
        var turn = SmoothRoundRobin()
        let weighing = Weighing(
            waiting: waiting, policy: RoutingPolicy(), team: Outcomes(), now: waiting.since.adding(seconds: seconds))
        return Placement.choose(among: desks, by: weighing, turn: &turn)
    }

    private func desk(_ agent: Agent, open: Int = 0) -> Desk {
        Desk(agent: agent, open: open, outcomes: Outcomes(), servedLast: false)
    }

    @Test("Whoever cannot take it is listed with the reason")
    func obstacles() throws {
        let desks = [
            desk(agent(1, skills: ["a": 3])), desk(agent(2, skills: ["a": 3], presence: .offline)),
            desk(agent(3, skills: ["a": 3], presence: .busy)), desk(agent(4, skills: ["a": 3], capacity: 2), open: 2),
            desk(agent(5)), desk(agent(6, skills: ["a": 3], capacity: 0)),
            desk(agent(7, skills: ["a": 3], active: false)), desk(agent(8, skills: ["a": 3], capacity: 2), open: 3),
        ]
        let placement = try #require(choose(desks, for: waiting(1, skill: "a")))
        #expect(placement.agent == id(1) && placement.propensity == 1)
        let reasons = Dictionary(uniqueKeysWithValues: placement.considered.map { ($0.agent, $0.obstacle) })
        #expect(
            (1...8).map { reasons[id($0)] ?? nil }
                == [nil, "offline", "busy", "full", "lacks_skill", "takes_none", "inactive", "full"])
        let lacking = try #require(placement.considered.first { $0.agent == id(5) })
        #expect(lacking.reason == Phrase(zh: "缺少技能“a”", en: "lacks the skill “a”"))
        #expect(placement.considered.allSatisfy { ($0.obstacle != nil) == ($0.weight == 0) })
    }

    @Test("The needed skill is insisted upon for ever, the additional ones for a minute")
    func relaxing() {
        let desks = [desk(agent(1, skills: ["a": 3]))]
        let request = waiting(1, skill: "a", additional: ["b"])
        #expect(choose(desks, for: request, after: 59.9) == nil)
        #expect(choose(desks, for: request, after: 60)?.agent == id(1))
        #expect(choose([desk(agent(1, skills: ["b": 3]))], for: request, after: 86_400) == nil)
    }

    @Test("All factors stay within 0…1 and shares add up to one", arguments: 0..<100)
    func bounds(seed: UInt64) throws {
        var chance = SeededChance(seed: seed)
        let names = ["a", "b", "en"]
        let desks = (1...9).map { number in
            let skills = Dictionary(
                uniqueKeysWithValues: names.filter { _ in Bool.random(using: &chance) }.map {
                    ($0, Int.random(in: 1...5, using: &chance))
                })
            let handled = Int.random(in: 0...500, using: &chance)
            return Desk(
                agent: agent(number, skills: skills, capacity: .random(in: 0...4, using: &chance)),
                open: .random(in: 0...5, using: &chance),
                outcomes: Outcomes(handled: handled, won: .random(in: 0...handled, using: &chance)),
                servedLast: number == 3)
        }
        let request = waiting(
            1, skill: Bool.random(using: &chance) ? "a" : nil, additional: ["b"],
            standing: try #require(Waiting.Standing.allCases.randomElement(using: &chance)), language: "en")
        guard let placement = choose(desks, for: request, after: 120) else { return }
        for one in placement.considered {
            for factor in [one.content, one.profile, one.history, one.capacity, one.conversion, one.weight] {
                #expect((0...1).contains(factor))
            }
        }
        let total = placement.considered.reduce(0) { $0 + $1.weight }
        let weight = try #require(placement.considered.first { $0.agent == placement.agent }).weight
        #expect(abs(placement.propensity - weight / total) < 1e-12)
        #expect(placement.considered.map(\.weight) == placement.considered.map(\.weight).sorted(by: >))
    }

    @Test("The explanation is bounded, and the chosen one always in it")
    func bounded() throws {
        let desks = (1...300).map { desk(agent($0, capacity: 5), open: $0 % 5) }
        let placement = try #require(choose(desks, for: waiting(1)))
        #expect(placement.considered.count == Placement.consideredMax)
        #expect(placement.considered.contains { $0.agent == placement.agent })
    }

    @Test("A placement is read back as it was written")
    func roundTrip() throws {
        let placement = try #require(choose([desk(agent(1)), desk(agent(2, presence: .busy))], for: waiting(1)))
        let text = try JSONEncoder().encode(placement)
        #expect(try JSONDecoder().decode(Placement.self, from: text) == placement)
    }
}
