public import Journey

/// One conversation as its row stands.
public struct Thread: Sendable, Equatable {
    public let id: ConversationID
    /// Short and readable, for people: 1, 2, 3 …
    public let number: Int64
    public let customer: CustomerID
    public let channel: ChannelID
    public var lifecycle: Lifecycle
    /// Who has it, or had it last when it is closed.
    public var owner: AgentID?
    public var lastSeq: Int64
    public var receipts: Receipts
    public let openedAt: Timestamp
    public var closedAt: Timestamp?

    /// Who is told about it: its agent's feed, or the queue's.
    public var audience: Feed.Audience {
        lifecycle.state.agent.map(Feed.Audience.agent) ?? .queue
    }
}

/// How far each side has received and read, as the last such number.
public struct Receipts: Sendable, Equatable, Codable {
    public struct Marks: Sendable, Equatable, Codable {
        public var delivered: Int64
        public var read: Int64

        public init(delivered: Int64 = 0, read: Int64 = 0) {
            self.delivered = delivered
            self.read = read
        }

        /// Only ever forward, never past what exists; what is read was delivered. `nil` when nothing moves.
        func moved(delivered: Int64?, read: Int64?, last: Int64) -> Marks? {
            var marks = self
            marks.read = max(marks.read, min(read ?? 0, last))
            marks.delivered = max(marks.delivered, min(delivered ?? 0, last), marks.read)
            return marks == self ? nil : marks
        }
    }

    public var customer: Marks
    public var agent: Marks

    public init(customer: Marks = Marks(), agent: Marks = Marks()) {
        self.customer = customer
        self.agent = agent
    }

    public subscript(side: Side) -> Marks {
        get { side == .customer ? customer : agent }
        set { if side == .customer { customer = newValue } else { agent = newValue } }
    }
}
