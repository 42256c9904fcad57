/// Names of the streams in which facts are kept in order.
public enum FactStream {
    public static func conversation(_ id: ConversationID) -> String { "conversation/\(id)" }
    public static func customer(_ id: CustomerID) -> String { "customer/\(id)" }
    public static func agent(_ id: AgentID) -> String { "agent/\(id)" }
    public static func deal(_ id: DealID) -> String { "deal/\(id)" }
    /// Everything a channel's own configuration goes through.
    public static func channel(_ id: ChannelID) -> String { "channel/\(id)" }
}
