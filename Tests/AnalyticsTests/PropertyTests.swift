import Analytics
import Journey
import Store
import Testing

@Suite("Figures over random worlds")
struct PropertyTests {
    /// Every range × channel × intent × agents.
    static func selections(_ random: RandomHappenings) -> [Selection] {
        var selections: [Selection] = []
        let whose: [[AgentID]?] = [nil, [], [random.agents[0]], Array(random.agents.prefix(2))]
        for name in Window.Name.allCases {
            let window = Window(name, now: World.now, offsetSeconds: World.shanghai)
            for channel in [nil] + random.channels.map(Optional.some) {
                for intent in [nil, "nothing of ours"] + RandomHappenings.intents.map(Optional.some) {
                    for agents in whose {
                        selections.append(Selection(window: window, agents: agents, intent: intent, channel: channel))
                    }
                }
            }
        }
        return selections
    }

    static func isClose(_ left: Double?, _ right: Double?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) <= 1e-6 * max(1, abs(left))
    }

    @Test("The rows behind every figure add up to it, and both agree with a second count", arguments: UInt64(1)...4)
    func contributions(_ seed: UInt64) async throws {
        try await World.with { world in
            let random = RandomHappenings(seed: seed)
            try await world.note(random.all)
            let recount = Recount(random.all)
            var hasRows: Set<Indicator> = []
            for selection in Self.selections(random) {
                let (figures, rows) = try await world.store.read { reader in
                    (
                        try Figures().all(selection, in: reader),
                        try Indicator.allCases.map { try Figures().contributions(to: $0, selection, in: reader) }
                    )
                }
                for (figure, rows) in zip(figures, rows) {
                    let numerators = recount.numerators(of: figure.kpi, selection)
                    if !rows.isEmpty { hasRows.insert(figure.kpi) }
                    #expect(Self.isClose(rows.reduce(0) { $0 + $1.numerator }, figure.numerator), "\(figure.kpi)")
                    #expect(rows.reduce(0) { $0 + $1.denominator } == figure.denominator)
                    #expect(zip(rows.map(\.numerator).sorted(), numerators).allSatisfy { Self.isClose($0, $1) })
                    #expect(rows.count == numerators.count, "\(figure.kpi)")
                    #expect(Self.isClose(figure.value, Recount.value(figure.kpi, numerators)), "\(figure.kpi)")
                    if figure.unit == .count && figure.kpi != .waiting || figure.kpi == .amountWon {
                        #expect(Self.isClose(figure.series.reduce(0) { $0 + ($1.value ?? 0) }, figure.value))
                    }
                }
            }
            #expect(hasRows == Set(Indicator.allCases), "an indicator was never put to the test")
        }
    }

    @Test("PostgreSQL says the same as SQLite", .enabled(if: Base.available.contains(.postgres)))
    func bothDatabases() async throws {
        let random = RandomHappenings(seed: 9)
        let boards = Notes()
        for base in [Base.sqlite, .postgres] {
            try await World.with(base) { world in
                try await world.note(random.all)
                for selection in Self.selections(random).prefix(40) {
                    boards.add(base, try await world.store.read { try Figures().all(selection, in: $0) })
                }
            }
        }
        #expect(boards.of(.sqlite).count == 40)
        #expect(boards.of(.sqlite) == boards.of(.postgres))
    }

    /// Equal are all orders in which no two happenings of one conversation or deal have the same time. Here every
    /// one is noted up to three times, anywhere.
    @Test("Late, doubled and shuffled happenings give the same tables", arguments: UInt64(1)...12)
    func anyOrder(_ seed: UInt64) async throws {
        try await World.with(seed == 12 ? (Base.available.last ?? .sqlite) : .sqlite) { world in
            let random = RandomHappenings(seed: seed, conversations: 8)
            try await world.note(random.all)
            let tables = try await world.tables()
            #expect(tables.count > 8)
            var chance = SeededChance(seed: seed)
            for _ in 0..<6 {
                let doubled = random.all.flatMap { Array(repeating: $0, count: .random(in: 1...3, using: &chance)) }
                try await world.reset()
                try await expect(world.tables().isEmpty, is: true)
                try await world.note(doubled.shuffled(using: &chance))
                try await expect(world.tables(), is: tables)
            }
            // All of it once more, on top.
            try await world.note(random.all)
            try await expect(world.tables(), is: tables)
        }
    }

    @Test("Happenings of one moment: the one further down the road holds, whichever came first")
    func oneMoment() async throws {
        let (id, agent, at) = (Fresh.id(ConversationSubject.self), Fresh.id(AgentSubject.self), World.now)
        let together: [Happening] = [
            .opened(id, customer: Fresh.id(), channel: Fresh.id(), at: at), .handedOver(id, at: at),
            .assigned(id, agent: agent, at: at), .message(id, seq: 1, by: .customer, at: at),
        ]
        try await World.with { world in
            try await world.note(together)
            let tables = try await world.tables()
            #expect(tables[0].contains(.text("open")))
            for _ in 0..<10 {
                try await world.reset()
                try await world.note(together.shuffled())
                try await expect(world.tables(), is: tables)
            }
            try await world.note([.closed(id, at: at)])
            try await world.note(together)
            try await expect(world.tables()[0].contains(.text("closed")), is: true)
        }
    }

    @Test("A change of terms without a time holds over what was said before it")
    func untimedTerms() async throws {
        let (deal, at) = (Fresh.id(DealSubject.self), World.now.adding(seconds: -60))
        try await World.with { world in
            try await world.note([
                .dealOpened(deal, customer: Fresh.id(), conversation: nil, owner: nil, at: at),
                .dealMoved(deal, stage: "won", amount: Money(minor: 100), owner: nil, at: at.adding(seconds: 1)),
                .dealChanged(deal, amount: Money(minor: 250), owner: nil),
            ])
            try await expect(world.value(.amountWon), is: 250)
        }
    }
}
