import Analytics
import Journey

/// A small company's forty days, drawn from a seed.
struct RandomHappenings {
    let channels = [Fresh.id(ChannelSubject.self), Fresh.id(ChannelSubject.self)]
    let agents = [Fresh.id(AgentSubject.self), Fresh.id(AgentSubject.self), Fresh.id(AgentSubject.self)]
    static let intents = ["buy", "claim", "hours"]
    /// In the order in which they happened; each conversation's and deal's at times of their own.
    private(set) var all: [Happening] = []
    private var chance: SeededChance
    private var clock = World.now

    init(seed: UInt64, conversations: Int = 24) {
        chance = SeededChance(seed: seed)
        for _ in 0..<conversations { converse() }
        all.sort { Self.time($0) < Self.time($1) }
    }

    private mutating func coin(_ chances: Int = 2) -> Bool { Int.random(in: 0..<chances, using: &chance) == 0 }

    /// Later by up to an hour, never twice the same.
    private mutating func next() -> Timestamp {
        let step = Int64.random(in: 1...3_600_000_000, using: &chance)
        clock = min(Timestamp(microseconds: clock.microseconds + step), World.now)
        if clock == World.now { clock = Timestamp(microseconds: World.now.microseconds - 1) }
        return clock
    }

    private mutating func agent() -> AgentID { agents.randomElement(using: &chance) ?? agents[0] }

    private mutating func converse() {
        let id = Fresh.id(ConversationSubject.self)
        let customer = Fresh.id(CustomerSubject.self)
        // Two thirds within the last week, so that every window has some.
        let days = coin(3) ? Int64.random(in: 7...39, using: &chance) : Int64.random(in: 0...6, using: &chance)
        clock = Timestamp(
            microseconds: World.now.microseconds - days * 86_400_000_000
                - Int64.random(in: 40_000_000_000...54_000_000_000, using: &chance))
        let channel = channels.randomElement(using: &chance) ?? channels[0]
        if !coin(8) { all.append(.opened(id, customer: customer, channel: channel, at: next())) }
        for seq in 1...Int64.random(in: 1...8, using: &chance) {
            let author = AuthorKind.allCases.randomElement(using: &chance) ?? .customer
            all.append(.message(id, seq: seq, by: author, at: next()))
            if author == .customer, !coin(3) {
                let intent = Self.intents.randomElement(using: &chance) ?? "buy"
                all.append(.understood(id, seq: seq, intent: intent, isTelling: coin(), at: next()))
            }
            if coin(3) { all.append(.handedOver(id, at: next())) }
            if coin(3) { all.append(.assigned(id, agent: agent(), at: next())) }
            if coin(5) { all.append(.closed(id, at: next())) }
            if coin(8) { all.append(.reopened(id, at: next())) }
        }
        if coin() { deal(of: customer, from: coin(4) ? nil : id) }
    }

    private mutating func deal(of customer: CustomerID, from conversation: ConversationID?) {
        let id = Fresh.id(DealSubject.self)
        let owner = coin() ? agent() : nil
        all.append(.dealOpened(id, customer: customer, conversation: conversation, owner: owner, at: next()))
        for stage in ["qualified", "won", "lost", "won"] where coin() {
            let amount = coin(5) ? nil : Money(minor: .random(in: 1...1_000_000, using: &chance))
            all.append(.dealMoved(id, stage: stage, amount: amount, owner: coin(3) ? nil : agent(), at: next()))
            if coin(3) {
                let amount = coin(5) ? nil : Money(minor: .random(in: 1...1_000_000, using: &chance))
                all.append(.dealChanged(id, amount: amount, owner: coin(3) ? nil : agent(), at: next()))
            }
        }
    }

    static func time(_ happening: Happening) -> Timestamp {
        switch happening {
        case .opened(_, _, _, let at), .message(_, _, _, let at), .understood(_, _, _, _, let at),
            .handedOver(_, let at), .assigned(_, _, let at), .reopened(_, let at), .closed(_, let at),
            .dealOpened(_, _, _, _, let at), .dealMoved(_, _, _, _, let at):
            at
        case .dealChanged(_, _, _, let at): at ?? World.now
        }
    }
}
