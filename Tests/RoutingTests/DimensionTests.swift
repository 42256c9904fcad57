import Journey
import Staff
import Testing

@testable import Routing

/// The founding document's three dimensions: each of them alone decides, and can be left out.
@Suite struct DimensionTests {
    /// Two agents, equal but for what each test says; the first would win a tie.
    private func chosen(
        _ first: Desk, _ second: Desk, for waiting: Waiting, policy: RoutingPolicy = RoutingPolicy(),
        team: Outcomes = Outcomes(handled: 100, won: 30)
    ) throws -> Placement {
        var turn = SmoothRoundRobin()
        let weighing = Weighing(waiting: waiting, policy: policy, team: team, now: waiting.since)
        return try #require(Placement.choose(among: [first, second], by: weighing, turn: &turn))
    }

    private func desk(
        _ agent: Agent, open: Int = 0, outcomes: Outcomes = Outcomes(), servedLast: Bool = false
    ) -> Desk {
        Desk(agent: agent, open: open, outcomes: outcomes, servedLast: servedLast)
    }

    @Test("What is asked now: another skill, another agent")
    func content() throws {
        let (first, second) = (
            desk(agent(1, skills: ["refund": 5, "loan": 1])), desk(agent(2, skills: ["refund": 1, "loan": 5]))
        )
        #expect(try chosen(first, second, for: waiting(1, skill: "refund")).agent == id(1))
        #expect(try chosen(first, second, for: waiting(1, skill: "loan")).agent == id(2))
        let off = RoutingPolicy(content: 0)
        #expect(try chosen(first, second, for: waiting(1, skill: "loan"), policy: off).agent == id(1))
    }

    @Test("An additional skill alone moves the choice")
    func additionalContent() throws {
        let (first, second) = (desk(agent(1, skills: ["gift": 1])), desk(agent(2, skills: ["gift": 4])))
        #expect(try chosen(first, second, for: waiting(1)).agent == id(1))
        #expect(try chosen(first, second, for: waiting(1, additional: ["gift"])).agent == id(2))
    }

    @Test("Who the customer is: valued customers go to senior agents", arguments: [Waiting.Standing.VIP, .gold])
    func standing(standing: Waiting.Standing) throws {
        let (junior, senior) = (desk(agent(1, skills: ["x": 1])), desk(agent(2, skills: ["x": 5])))
        #expect(try chosen(junior, senior, for: waiting(1)).agent == id(1))
        #expect(try chosen(junior, senior, for: waiting(1, standing: standing)).agent == id(2))
        let off = RoutingPolicy(profile: 0)
        #expect(try chosen(junior, senior, for: waiting(1, standing: standing), policy: off).agent == id(1))
    }

    @Test("Speaking a language well makes nobody senior")
    func languageIsNoSeniority() throws {
        let (speaker, senior) = (desk(agent(1, skills: ["zh": 5, "x": 1])), desk(agent(2, skills: ["x": 4])))
        #expect(try chosen(speaker, senior, for: waiting(1, standing: .VIP)).agent == id(2))
    }

    @Test("Who the customer is: the language alone moves the choice")
    func language() throws {
        let (first, second) = (desk(agent(1)), desk(agent(2, skills: ["en": 4])))
        #expect(try chosen(first, second, for: waiting(1, language: "zh-CN")).agent == id(1))
        #expect(try chosen(first, second, for: waiting(1, language: "en-GB")).agent == id(2))
    }

    @Test("What was before: whoever served the customer last is asked first")
    func continuity() throws {
        let (stranger, known) = (desk(agent(1)), desk(agent(2), servedLast: true))
        #expect(try chosen(stranger, known, for: waiting(1)).agent == id(2))
        #expect(try chosen(desk(agent(1)), desk(agent(2)), for: waiting(1)).agent == id(1))
        let off = RoutingPolicy(history: 0)
        #expect(try chosen(stranger, known, for: waiting(1), policy: off).agent == id(1))
    }

    @Test("Whoever knows the customer gets two turns of three, however large the team", arguments: [2, 5, 40])
    func continuityOfTeams(size: Int) throws {
        var turn = SmoothRoundRobin()
        let desks = (1...size).map { desk(agent($0), servedLast: $0 == size) }
        let weighing = Weighing(waiting: waiting(1), policy: RoutingPolicy(), team: Outcomes(), now: TestClock().now)
        let placements = (0..<30).compactMap { _ in Placement.choose(among: desks, by: weighing, turn: &turn) }
        #expect(placements.first?.agent == id(size))
        #expect(placements.count { $0.agent == id(size) } == 20)
    }

    @Test("An agent who knows the customer but is away changes nothing for the others")
    func knownButAway() throws {
        let placement = try chosen(
            desk(agent(1)), desk(agent(2, presence: .offline), servedLast: true), for: waiting(1))
        #expect(placement.agent == id(1))
        #expect(placement.considered.first?.history == 0.5)
    }

    @Test("What was before: past success with such requests moves the choice")
    func conversion() throws {
        let (poor, good) = (
            desk(agent(1), outcomes: Outcomes(handled: 50, won: 5)),
            desk(agent(2), outcomes: Outcomes(handled: 50, won: 25))
        )
        let placement = try chosen(poor, good, for: waiting(1))
        #expect(placement.agent == id(2))
        #expect(try #require(placement.considered.first).conversion > 0.4)
        #expect(try chosen(poor, good, for: waiting(1), policy: RoutingPolicy(history: 0)).agent == id(1))
    }

    @Test("The load alone moves the choice")
    func load() throws {
        #expect(try chosen(desk(agent(1), open: 4), desk(agent(2), open: 1), for: waiting(1)).agent == id(2))
    }

    @Test("The explanation names the three dimensions with their weights, in both languages")
    func explanation() throws {
        let known = desk(agent(2, skills: ["refund": 4]), open: 1, servedLast: true)
        let placement = try chosen(
            desk(agent(1, skills: ["refund": 2])), known, for: waiting(1, skill: "refund"))
        #expect(
            placement.sentence.zh
                == "由客服2接待：咨询内容 80%（refund 4 级），客户画像 100%，历史行为 50%（转化率预估 30%，曾接待该客户），空闲 4/5；"
                + "三个维度的权重为内容 1.0、画像 1.0、历史 1.0，轮转份额 76%。")
        for word in ["request 80%", "customer 100%", "history 50%", "free places 4/5", "served this customer last"] {
            #expect(placement.sentence.en.contains(word))
        }
        #expect(abs(placement.propensity - 0.32 / 0.42) < 1e-9)
    }
}
