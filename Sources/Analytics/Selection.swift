public import Journey
import Store

/// Which rows a figure is made of: within a window, for someone, perhaps of one intent or channel.
public struct Selection: Sendable {
    public let window: Window
    /// Whose conversations and deals; nil: everyone's. Rows that nobody has belong to all.
    public let agents: [AgentID]?
    public let intent: String?
    public let channel: ChannelID?

    public init(window: Window, agents: [AgentID]?, intent: String? = nil, channel: ChannelID? = nil) {
        self.window = window
        self.agents = agents
        self.intent = intent
        self.channel = channel
    }

    /// SQL and parameters.
    typealias Condition = (sql: String, parameters: [any Storable])

    /// Conversations whose `moment` is in the window; `nil` for the ones that stand so now.
    func conversations(_ moment: String?, and extra: String = "1 = 1") -> Condition {
        var sql = "(\(extra))"
        var parameters: [any Storable] = []
        if let moment {
            sql += " AND \(moment) >= ? AND \(moment) < ?"
            parameters += [window.start, window.end]
        }
        let owned = owned(by: "agent")
        sql += owned.sql
        parameters += owned.parameters
        if let intent {
            sql += " AND intent = ?"
            parameters.append(intent)
        }
        if let channel {
            sql += " AND channel = ?"
            parameters.append(channel)
        }
        return (sql, parameters)
    }

    /// Deals that reached one of the stages within the window.
    func deals(_ stages: [String]) -> Condition {
        let list = stages.map { "'\($0)'" }.joined(separator: ",")
        let owned = owned(by: "owner")
        var sql = "stage IN (\(list)) AND moved_at >= ? AND moved_at < ?\(owned.sql)"
        var parameters: [any Storable] = [window.start, window.end] + owned.parameters
        if intent != nil || channel != nil {
            let within = conversations(nil)
            sql += " AND conversation IN (SELECT conversation FROM analytics_conversation WHERE \(within.sql))"
            parameters += within.parameters
        }
        return (sql, parameters)
    }

    private func owned(by column: String) -> Condition {
        guard let agents else { return ("", []) }
        let list = agents.map { _ in "?" }.joined(separator: ",")
        return (" AND (\(column) IS NULL\(agents.isEmpty ? "" : " OR \(column) IN (\(list))"))", agents)
    }
}
