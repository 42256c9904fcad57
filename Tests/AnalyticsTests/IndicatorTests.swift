import Analytics
import Foundation
import Journey
import Store
import Testing

/// Four conversations and three deals, small enough to calculate by hand.
private struct SmallWorld {
    let web = Fresh.id(ChannelSubject.self), app = Fresh.id(ChannelSubject.self)
    let li = Fresh.id(AgentSubject.self), wang = Fresh.id(AgentSubject.self)
    let a = Fresh.id(ConversationSubject.self), b = Fresh.id(ConversationSubject.self)
    let c = Fresh.id(ConversationSubject.self), d = Fresh.id(ConversationSubject.self)
    let won = Fresh.id(DealSubject.self), cheap = Fresh.id(DealSubject.self), lost = Fresh.id(DealSubject.self)
    let customer = Fresh.id(CustomerSubject.self)

    /// Seconds after ten o'clock in Shanghai.
    func at(_ seconds: Double) -> Timestamp { World.now.adding(seconds: seconds - 5 * 3600) }
    func yuan(_ amount: Int64) -> Money { Money(minor: amount * 100) }

    /// Answered automatically and ended.
    var automatic: [Happening] {
        [
            .opened(a, customer: customer, channel: web, at: at(0)), .message(a, seq: 1, by: .customer, at: at(0)),
            .understood(a, seq: 1, intent: "hours", isTelling: true, at: at(1)),
            .message(a, seq: 2, by: .bot, at: at(2)), .message(a, seq: 3, by: .system, at: at(60)),
            .closed(a, at: at(60)),
        ]
    }

    /// Handed over at 5, taken at 9, answered at 35: 30 seconds.
    var handedOver: [Happening] {
        [
            .opened(b, customer: customer, channel: web, at: at(0)), .message(b, seq: 1, by: .customer, at: at(0)),
            .message(b, seq: 2, by: .bot, at: at(3)), .understood(b, seq: 1, intent: "buy", isTelling: true, at: at(4)),
            .handedOver(b, at: at(5)), .assigned(b, agent: li, at: at(9)), .message(b, seq: 3, by: .agent, at: at(35)),
        ]
    }

    /// Taken straight away: first message at 100, answer at 110, 10 seconds.
    var taken: [Happening] {
        [
            .opened(c, customer: customer, channel: app, at: at(100)), .message(c, seq: 1, by: .customer, at: at(100)),
            .understood(c, seq: 1, intent: "buy", isTelling: true, at: at(101)),
            .assigned(c, agent: wang, at: at(105)), .message(c, seq: 2, by: .agent, at: at(110)),
            .message(c, seq: 3, by: .customer, at: at(120)),
        ]
    }

    /// Still waits, since 210.
    var waiting: [Happening] {
        [
            .opened(d, customer: customer, channel: app, at: at(200)), .message(d, seq: 1, by: .customer, at: at(200)),
            .understood(d, seq: 1, intent: "greeting", isTelling: false, at: at(201)), .handedOver(d, at: at(210)),
        ]
    }

    var deals: [Happening] {
        [
            .dealOpened(won, customer: customer, conversation: b, owner: li, at: at(4)),
            .dealMoved(won, stage: "won", amount: yuan(500), owner: li, at: at(300)),
            .dealOpened(cheap, customer: customer, conversation: c, owner: nil, at: at(104)),
            .dealMoved(cheap, stage: "won", amount: yuan(100), owner: wang, at: at(310)),
            .dealOpened(lost, customer: customer, conversation: c, owner: wang, at: at(105)),
            .dealMoved(lost, stage: "lost", amount: yuan(900), owner: wang, at: at(320)),
        ]
    }

    var all: [Happening] { automatic + handedOver + taken + waiting + deals }

    func selection(
        agents: [AgentID]? = nil, intent: String? = nil, channel: ChannelID? = nil
    ) -> Selection {
        Selection(window: Selection.today.window, agents: agents, intent: intent, channel: channel)
    }
}

@Suite("Each indicator on a small world")
struct IndicatorTests {
    private let small = SmallWorld()

    private func check(_ expected: [Indicator: Double?], _ selection: Selection, in world: World) async throws {
        for (indicator, value) in expected {
            let found = try await world.value(indicator, selection)
            #expect(found == value, "\(indicator)")
        }
    }

    @Test("As calculated by hand, for everyone", arguments: Base.available)
    func byHand(_ base: Base) async throws {
        try await World.with(base) { world in
            try await world.note(small.all)
            try await check(
                [
                    .conversations: 4, .waiting: 1, .firstResponse: 20, .automaticAnswers: 0.25, .handovers: 0.5,
                    .conversion: 2.0 / 3, .amountWon: 60_000, .averageOrder: 30_000, .resolved: 1, .messages: 10,
                ], small.selection(), in: world)
            let response = try #require(try await world.figure(.firstResponse))
            #expect((response.numerator, response.denominator) == (40, 2))
            let conversion = try #require(try await world.figure(.conversion))
            #expect((conversion.numerator, conversion.denominator) == (2, 3))
        }
    }

    @Test("By channel and by intent")
    func parts() async throws {
        try await World.with { world in
            try await world.note(small.all)
            try await check(
                [
                    .conversations: 2, .waiting: 0, .firstResponse: 30, .automaticAnswers: 0.5, .handovers: 0.5,
                    .conversion: 1, .amountWon: 50_000, .averageOrder: 50_000, .resolved: 1, .messages: 6,
                ], small.selection(channel: small.web), in: world)
            try await check(
                [
                    .conversations: 2, .firstResponse: 20, .automaticAnswers: 0, .conversion: 2.0 / 3,
                    .amountWon: 60_000, .messages: 6,
                ], small.selection(intent: "buy"), in: world)
            try await check(
                [.conversations: 1, .firstResponse: 10, .conversion: 0.5],
                small.selection(intent: "buy", channel: small.app), in: world)
        }
    }

    @Test("For some agents: theirs, and what nobody has")
    func agents() async throws {
        try await World.with { world in
            try await world.note(small.all)
            try await check(
                [
                    .conversations: 3, .waiting: 1, .firstResponse: 30, .automaticAnswers: 1.0 / 3,
                    .handovers: 2.0 / 3, .conversion: 1, .amountWon: 50_000, .messages: 7,
                ], small.selection(agents: [small.li]), in: world)
            try await check(
                [.conversations: 2, .conversion: nil, .amountWon: 0], small.selection(agents: []), in: world)
            try await check(
                [.conversations: 4, .conversion: 2.0 / 3], small.selection(agents: [small.li, small.wang]), in: world)
        }
    }

    @Test("Without a denominator a ratio, a mean and a median are undefined, counts and sums are zero")
    func nothing() async throws {
        try await World.with { world in
            let figures = try await world.store.read { try Figures().all(.today, in: $0) }
            #expect(figures.map(\.kpi) == Indicator.allCases)
            for figure in figures {
                let isShare = figure.unit == .ratio || [.firstResponse, .averageOrder].contains(figure.kpi)
                #expect(figure.value == (isShare ? nil : 0), "\(figure.kpi)")
                #expect((figure.numerator, figure.denominator) == (0, 0))
            }
            let json = String(decoding: try JSONEncoder().encode(figures), as: UTF8.self)
            #expect(!json.contains("nan"))
        }
    }

    @Test("A window holds its first moment and not its last", arguments: Base.available)
    func edges(_ base: Base) async throws {
        try await World.with(base) { world in
            let window = Selection.today.window
            for moment in [
                window.start.adding(seconds: -0.000_001), window.start, window.end.adding(seconds: -0.000_001),
                window.end,
            ] {
                let id = Fresh.id(ConversationSubject.self)
                try await world.note([
                    .opened(id, customer: small.customer, channel: small.web, at: moment), .closed(id, at: moment),
                ])
            }
            try await check([.conversations: 2, .resolved: 2], .today, in: world)
        }
    }

    @Test("The series has one point for each hour so far, and its counts add up")
    func series() async throws {
        try await World.with { world in
            try await world.note(small.all)
            let messages = try #require(try await world.figure(.messages))
            #expect(messages.series.count == 15, "from midnight to three in the afternoon")
            #expect(messages.series.first?.at == Selection.today.window.start)
            #expect(messages.series.map { $0.value ?? -1 } == (0..<15).map { $0 == 10 ? 10 : 0 })
            let answers = try #require(try await world.figure(.automaticAnswers))
            #expect(answers.series.map(\.value) == (0..<15).map { $0 == 10 ? 0.25 : nil })
        }
    }

    @Test("Shares by intent and channel, the largest first", arguments: Base.available)
    func shares(_ base: Base) async throws {
        try await World.with(base) { world in
            let bare = Fresh.id(ConversationSubject.self)
            try await world.note(
                small.all + [.opened(bare, customer: small.customer, channel: small.app, at: small.at(0))])
            let (intents, channels) = try await world.store.read {
                (try Figures().shares(.intent, .today, in: $0), try Figures().shares(.channel, .today, in: $0))
            }
            #expect(intents.map(\.key) == ["buy", "unknown", "greeting", "hours"])
            #expect(intents.map(\.count) == [2, 1, 1, 1])
            #expect(channels.map(\.key) == ["\(small.app)", "\(small.web)"])
            #expect(channels.map(\.count) == [3, 2])
        }
    }
}
