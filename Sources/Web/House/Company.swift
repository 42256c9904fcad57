public import Journey

/// The company whose customers these are.
public struct Company: Sendable {
    public let name: Phrase
    /// Of its time zone from UTC, for days on the board.
    public let offsetSeconds: Int64
    /// Whether this is the demo, where the first screen may name the accounts.
    public let demo: Demo?

    /// What only the demo has.
    public struct Demo: Sendable {
        public struct Account: Sendable, Codable {
            public let login: String
            public let role: Role
            public let name: String

            public init(login: String, role: Role, name: String) {
                (self.login, self.role, self.name) = (login, role, name)
            }
        }

        public let accounts: [Account]
        public let shopURL: String
        /// Whether simulated visitors come, and how many begin a conversation each minute.
        public let visitors: @Sendable () async -> (on: Bool, perMinute: Double)
        public let setVisitors: @Sendable (_ on: Bool, _ perMinute: Double?) async -> Void

        public init(
            accounts: [Account], shopURL: String,
            visitors: @escaping @Sendable () async -> (on: Bool, perMinute: Double),
            setVisitors: @escaping @Sendable (_ on: Bool, _ perMinute: Double?) async -> Void
        ) {
            self.accounts = accounts
            self.shopURL = shopURL
            self.visitors = visitors
            self.setVisitors = setVisitors
        }
    }

    public init(name: Phrase, offsetSeconds: Int64, demo: Demo? = nil) {
        self.name = name
        self.offsetSeconds = offsetSeconds
        self.demo = demo
    }
}
