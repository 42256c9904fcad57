import Testing

@testable import Learning

@Suite("When a mood escalates")
struct HysteresisTests {
    private func policy(cooldown: Double = 0, rise: Int = 2, fall: Int = 2) throws -> EmotionHysteresis.Policy {
        try .init(
            upper: 0.7, lower: 0.3, strong: 0.9, context: 0.5, contextTurns: 3, turnsToRise: rise, turnsToFall: fall,
            cooldown: cooldown)
    }

    /// Actions at each turn; turns are ten seconds apart.
    private func actions(
        _ negative: [Double], _ policy: EmotionHysteresis.Policy
    ) -> [EmotionHysteresis.Action?] {
        var hysteresis = EmotionHysteresis(policy)
        return negative.enumerated().map { hysteresis.receive(.turn(negative: $1, at: 10 * Double($0))) }
    }

    private func escalations(_ actions: [EmotionHysteresis.Action?]) -> [Int] {
        actions.indices.filter { if case .escalate = actions[$0] { true } else { false } }
    }

    private func walk(_ random: inout SeededRandom, count: Int = 60) -> [Double] {
        (0..<count).map { _ in Double(random.share()) }
    }

    @Test("Two turns above the bound escalate, the band in between holds, two below end it")
    func sustained() throws {
        let found = actions([0.1, 0.8, 0.5, 0.75, 0.6, 0.2, 0.5, 0.1, 0.1], try policy())
        #expect(found == [nil, nil, nil, .escalate(.sustained), nil, nil, nil, .subside, nil])
    }

    @Test("A calm turn between starts the count anew")
    func broken() throws {
        #expect(escalations(actions([0.8, 0.1, 0.8, 0.1, 0.8], try policy())).isEmpty)
    }

    @Test("One very strong turn is enough after another that was negative too, and only then")
    func strong() throws {
        let policy = try policy()
        #expect(actions([0.6, 0.4, 0.95], policy) == [nil, nil, .escalate(.strong)])
        #expect(escalations(actions([0.4, 0.95], policy)).isEmpty)
        #expect(escalations(actions([0.6, 0.1, 0.1, 0.1, 0.95], policy)).isEmpty, "context is too long ago")
    }

    @Test("One harsh word never escalates, whatever the calm around it")
    func harshWord() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<500 {
            var calm = walk(&random).map { 0.499 * $0 }
            calm[random.below(calm.count)] = 1
            #expect(escalations(actions(calm, try policy())).isEmpty)
        }
    }

    @Test("A true escalation always comes, by its last turn, whatever came before")
    func always() throws {
        var random = SeededRandom(seed: 4)
        for _ in 0..<500 {
            let rise = 2 + random.below(4)
            let policy = try policy(rise: rise)
            let before = walk(&random, count: random.below(20))
            let after = (0..<rise).map { _ in 0.7 + 0.3 * Double(random.share()) }
            var hysteresis = EmotionHysteresis(policy)
            for (turn, negative) in (before + after).enumerated() {
                _ = hysteresis.receive(.turn(negative: negative, at: Double(turn)))
            }
            #expect(hysteresis.isEscalated)
        }
    }

    @Test("Between the bounds nothing ever happens, whatever came before")
    func neverFlaps() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<500 {
            let before = walk(&random)
            let between = walk(&random).map { 0.3 + 0.399 * $0 }
            let found = actions(before + between, try policy(cooldown: Double(random.below(300))))
            #expect(found.suffix(between.count).allSatisfy { $0 == nil })
        }
    }

    @Test("Escalations and their ends take turns; an end needs its calm turns")
    func turns() throws {
        var random = SeededRandom(seed: 6)
        for _ in 0..<500 {
            let negative = walk(&random, count: 200)
            let fall = 1 + random.below(4)
            let happened = actions(negative, try policy(fall: fall)).enumerated().compactMap { place, action in
                action.map { (place, $0) }
            }
            for (place, (turn, action)) in happened.enumerated() {
                let isEnd = action == .subside
                #expect(isEnd == (place % 2 == 1))
                guard isEnd else { continue }
                let between = negative[(happened[place - 1].0 + 1)...turn]
                #expect(between.count { $0 < 0.3 } >= fall)
            }
        }
    }

    @Test("More negative turns never escalate later")
    func monotone() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<1_000 {
            let mild = walk(&random, count: 30)
            let worse = mild.map { $0 + (1 - $0) * Double(random.share()) * 0.3 }
            guard let first = escalations(actions(mild, try policy())).first else { continue }
            let other = try #require(escalations(actions(worse, try policy())).first)
            #expect(other <= first)
        }
    }

    @Test("Within the cooldown there is no second escalation; after it there is, if the mood is still there")
    func cooldown() throws {
        var random = SeededRandom(seed: 8)
        for _ in 0..<500 {
            let cooldown = Double(random.below(400))
            let found = escalations(actions(walk(&random, count: 200), try policy(cooldown: cooldown)))
            #expect(zip(found, found.dropFirst()).allSatisfy { 10 * Double($1 - $0) >= cooldown })
        }
        let again = actions([0.8, 0.8, 0.1, 0.1, 0.8, 0.8, 0.8, 0.8], try policy(cooldown: 60))
        #expect(escalations(again) == [1, 7])
    }

    @Test("An undo takes it back, and the next turn does not bring it again")
    func undo() throws {
        var hysteresis = EmotionHysteresis(try policy(cooldown: 100))
        #expect(hysteresis.receive(.undo(at: 0)) == nil)
        _ = hysteresis.receive(.turn(negative: 0.8, at: 1))
        #expect(hysteresis.receive(.turn(negative: 0.8, at: 2)) == .escalate(.sustained))
        #expect(hysteresis.receive(.undo(at: 50)) == .takeBack)
        #expect(!hysteresis.isEscalated)
        #expect(hysteresis.receive(.undo(at: 51)) == nil)
        for time in stride(from: 60.0, to: 150, by: 10) {
            #expect(hysteresis.receive(.turn(negative: 0.99, at: time)) == nil)
        }
        #expect(hysteresis.receive(.turn(negative: 0.99, at: 150)) == .escalate(.sustained))
    }

    @Test("What is no probability changes nothing, and time does not go back")
    func odd() throws {
        var hysteresis = EmotionHysteresis(try policy(cooldown: 100))
        _ = hysteresis.receive(.turn(negative: 0.8, at: 500))
        let before = hysteresis
        #expect(hysteresis.receive(.turn(negative: .nan, at: 501)) == nil)
        #expect(hysteresis == before)
        #expect(hysteresis.receive(.turn(negative: 0.8, at: -10)) == .escalate(.sustained))
        #expect(hysteresis.receive(.undo(at: .nan)) == .takeBack)
        #expect(hysteresis.receive(.turn(negative: .infinity, at: .infinity)) == nil)
    }

    @Test("Bounds that cannot be are refused")
    func bounds() {
        typealias Policy = EmotionHysteresis.Policy
        let refused: [() throws -> Policy] = [
            { try Policy(upper: 0.5, lower: 0.5, strong: 0.9, context: 0.5) },
            { try Policy(upper: 0.5, lower: 0, strong: 0.9, context: 0.4) },
            { try Policy(upper: 0.9, lower: 0.2, strong: 0.8, context: 0.4) },
            { try Policy(upper: 0.5, lower: 0.2, strong: 1.1, context: 0.4) },
            { try Policy(upper: .nan, lower: 0.2, strong: 1, context: 0.4) },
            { try Policy(upper: 0.5, lower: 0.2, strong: 1, context: 0.4, turnsToRise: 1) },
            { try Policy(upper: 0.5, lower: 0.2, strong: 1, context: 0.4, cooldown: .infinity) },
        ]
        for make in refused { #expect(throws: LearningFailure.self) { try make() } }
    }

    @Test("The policy chosen keeps the false ones down, then finds most")
    func chosen() {
        let angry = EscalationTrack(negative: [0.1, 0.2, 0.62, 0.64, 0.66], window: 2...4)
        let calm = EscalationTrack(negative: [0.1, 0.44, 0.46, 0.1], window: nil)
        let policy = EmotionHysteresis.Policy.chosen(on: [angry, calm])
        let tally = EscalationTally(policy, over: [angry, calm])
        #expect(tally.recall == 1 && tally.falseRate == 0)
        #expect(tally.calmTurns == 6)
        #expect(policy.upper > 0.46 && policy.upper < 0.65)
        #expect(EmotionHysteresis.Policy.chosen(on: []).upper > 0)
        let never = EscalationTally(.standard, over: [EscalationTrack(negative: [1, 1], window: 0...1)])
        #expect(never.recall == 1 && never.turnsWaited == 1)
    }
}
