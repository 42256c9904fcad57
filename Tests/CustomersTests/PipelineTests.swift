import Customers
import Journey
import Testing

@Suite struct PipelineTests {
    static let price = Money(minor: 300_000)

    /// A pipeline brought to a stage by its own events.
    func pipeline(at stage: Pipeline.Stage) throws -> Pipeline {
        var pipeline = Pipeline()
        _ = try pipeline.handle(.price(Self.price))
        _ = try pipeline.handle(.move(to: stage, reason: stage == .lost ? "太贵" : nil))
        return pipeline
    }

    @Test("The straight way: lead, qualified, proposal, won")
    func straight() throws {
        var pipeline = Pipeline()
        _ = try pipeline.handle(.price(Self.price))
        #expect(try pipeline.handle(.move(to: .qualified, reason: nil)) == [.record(from: .lead, to: .qualified)])
        #expect(try pipeline.handle(.move(to: .proposal, reason: nil)) == [.record(from: .qualified, to: .proposal)])
        #expect(
            try pipeline.handle(.move(to: .won, reason: nil))
                == [.record(from: .proposal, to: .won), .countOrder(Self.price)])
        #expect(pipeline.stage == .won)
    }

    @Test("To the stage where it is: nothing changes", arguments: Pipeline.Stage.allCases)
    func same(stage: Pipeline.Stage) throws {
        var pipeline = try pipeline(at: stage)
        let before = pipeline
        #expect(try pipeline.handle(.move(to: stage, reason: "again")).isEmpty)
        #expect(try pipeline.handle(.price(Self.price)).isEmpty)
        #expect(try pipeline.handle(.reopen(to: stage)).isEmpty)
        #expect(pipeline == before)
    }

    @Test("Going back is allowed and recorded")
    func back() throws {
        var pipeline = try pipeline(at: .proposal)
        #expect(try pipeline.handle(.move(to: .lead, reason: nil)) == [.record(from: .proposal, to: .lead)])
    }

    @Test("Lost needs a reason, from every open stage", arguments: [Pipeline.Stage.lead, .qualified, .proposal])
    func lost(stage: Pipeline.Stage) throws {
        var pipeline = try pipeline(at: stage)
        for reason in [nil, "", " \n"] {
            #expect(throws: CustomersRefusal.lossNeedsReason) { try pipeline.handle(.move(to: .lost, reason: reason)) }
        }
        #expect(throws: InputRefusal.tooLong(field: "reason", charactersMax: 500)) {
            try pipeline.handle(.move(to: .lost, reason: String(repeating: "贵", count: 501)))
        }
        #expect(pipeline.stage == stage && pipeline.reason == nil)
        _ = try pipeline.handle(.move(to: .lost, reason: "选择了竞品"))
        #expect(pipeline.stage == .lost && pipeline.reason == "选择了竞品")
    }

    @Test("Won needs an amount above zero", arguments: [nil, Money(minor: 0)])
    func won(amount: Money?) throws {
        var pipeline = Pipeline()
        _ = try pipeline.handle(.price(amount))
        #expect(throws: CustomersRefusal.winNeedsAmount) { try pipeline.handle(.move(to: .won, reason: nil)) }
        #expect(pipeline.stage == .lead)
    }

    @Test("Won and lost are final, until they are reopened", arguments: [Pipeline.Stage.won, .lost])
    func final(stage: Pipeline.Stage) throws {
        var pipeline = try pipeline(at: stage)
        for next in Pipeline.Stage.allCases where next != stage {
            #expect(throws: CustomersRefusal.dealClosed) { try pipeline.handle(.move(to: next, reason: "x")) }
        }
        #expect(throws: CustomersRefusal.dealClosed) { try pipeline.handle(.price(Money(minor: 1))) }
        let actions = try pipeline.handle(.reopen(to: .proposal))
        #expect(actions.first == .record(from: stage, to: .proposal))
        #expect(actions.contains(.uncountOrder(Self.price)) == (stage == .won))
        #expect(pipeline.reason == nil && pipeline.amount == Self.price)
    }

    @Test("An open deal cannot be reopened, nor a closed one reopened as closed")
    func reopenOpen() throws {
        var open = try pipeline(at: .qualified)
        #expect(throws: CustomersRefusal.dealClosed) { try open.handle(.reopen(to: .lead)) }
        var won = try pipeline(at: .won)
        #expect(throws: CustomersRefusal.dealClosed) { try won.handle(.reopen(to: .lost)) }
    }

    @Test(
        "Amounts are bounded and in a currency",
        arguments: [
            Money(minor: -1), Money(minor: Pipeline.amountMinorMax + 1), Money(minor: 1, currency: "yuan"),
            Money(minor: 1, currency: "cny"), Money(minor: 1, currency: "人民币"),
        ])
    func amounts(amount: Money) throws {
        var pipeline = Pipeline()
        #expect(throws: (any Error).self) { try pipeline.handle(.price(amount)) }
        #expect(pipeline.amount == nil)
    }

    @Test(
        "Any events in any order: won always has an amount, lost a reason, and orders are counted once",
        arguments: 0..<200)
    func anyOrder(seed: UInt64) throws {
        var chance = SeededChance(seed: seed)
        var pipeline = Pipeline()
        var orders = 0
        for _ in 0..<60 {
            let stage = try #require(Pipeline.Stage.allCases.randomElement(using: &chance))
            let event: Pipeline.Event =
                switch Int.random(in: 0..<4, using: &chance) {
                case 0: .price(Bool.random(using: &chance) ? nil : Money(minor: .random(in: -2...9, using: &chance)))
                case 1: .reopen(to: stage)
                default: .move(to: stage, reason: Bool.random(using: &chance) ? "r" : nil)
                }
            let before = pipeline
            guard let actions = try? pipeline.handle(event) else {
                #expect(pipeline == before, "a refused event must leave everything as it was")
                continue
            }
            for action in actions {
                if case .countOrder = action { orders += 1 }
                if case .uncountOrder = action { orders -= 1 }
            }
            #expect(pipeline.stage != .won || (pipeline.amount?.minor ?? 0) > 0)
            #expect((pipeline.stage == .lost) == (pipeline.reason != nil))
            #expect(orders == (pipeline.stage == .won ? 1 : 0))
        }
    }
}
