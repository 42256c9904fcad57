import Journey
public import Store

/// The rows behind each figure: the same ones that a click on it shows.
extension Figures {
    public func contributions(
        to indicator: Indicator, _ selection: Selection, in reader: Reader
    ) throws -> [Contribution] {
        switch indicator {
        case .conversations: try conversations("opened_at", numerator: "1", selection, in: reader)
        case .messages: try conversations("opened_at", numerator: "messages", selection, in: reader)
        case .resolved:
            try conversations("closed_at", numerator: "1", where: "state = 'closed'", selection, in: reader)
        case .waiting: try waiting(selection, in: reader)
        case .automaticAnswers:
            try conversations(
                "opened_at",
                numerator: "CASE WHEN bot_answered = 1 AND handed_over_at IS NULL AND agent IS NULL THEN 1 ELSE 0 END",
                where: "first_customer_at IS NOT NULL", selection, in: reader)
        case .handovers:
            try conversations(
                "opened_at", numerator: "CASE WHEN handed_over_at IS NULL THEN 0 ELSE 1 END",
                where: "first_customer_at IS NOT NULL", selection, in: reader)
        case .firstResponse: try firstResponses(selection, in: reader)
        case .conversion:
            try deals(
                ["won", "lost"], numerator: "CASE WHEN stage = 'won' THEN 1 ELSE 0 END", selection, in: reader)
        case .amountWon, .averageOrder:
            try deals(["won"], numerator: "coalesce(amount_minor, 0)", selection, in: reader)
        }
    }

    private func conversations(
        _ moment: String, numerator: String, where extra: String = "1 = 1", _ selection: Selection,
        in reader: Reader
    ) throws -> [Contribution] {
        let within = selection.conversations(moment, and: extra)
        return try reader.query(
            """
            SELECT conversation, \(moment) AS moment, \(numerator) AS numerator FROM analytics_conversation
            WHERE \(within.sql) ORDER BY moment DESC, conversation
            """, parameters: within.parameters
        ).map(contribution)
    }

    private func waiting(_ selection: Selection, in reader: Reader) throws -> [Contribution] {
        let within = selection.conversations(nil, and: "state = 'waiting'")
        return try reader.query(
            """
            SELECT conversation, changed_at AS moment, 1 AS numerator FROM analytics_conversation WHERE \(within.sql)
            ORDER BY changed_at, conversation
            """, parameters: within.parameters
        ).map(contribution)
    }

    private func firstResponses(_ selection: Selection, in reader: Reader) throws -> [Contribution] {
        // An agent who took the conversation before anyone was called is measured from the first message.
        let since = """
            CASE WHEN handed_over_at IS NOT NULL AND handed_over_at <= first_agent_at THEN handed_over_at
            ELSE first_customer_at END
            """
        return try conversations(
            "opened_at", numerator: "(first_agent_at - (\(since))) / 1000000.0",
            where:
                "first_agent_at IS NOT NULL AND first_customer_at IS NOT NULL AND first_agent_at >= first_customer_at",
            selection, in: reader)
    }

    private func deals(
        _ stages: [String], numerator: String, _ selection: Selection, in reader: Reader
    ) throws -> [Contribution] {
        let within = selection.deals(stages)
        return try reader.query(
            """
            SELECT conversation, moved_at AS moment, \(numerator) AS numerator FROM analytics_deal
            WHERE \(within.sql) ORDER BY moved_at DESC, deal
            """, parameters: within.parameters
        ).map(contribution)
    }

    private func contribution(_ row: Row) throws -> Contribution {
        Contribution(
            conversation: try row.optional("conversation"), at: try row.get("moment"),
            numerator: try row.get("numerator"), denominator: 1)
    }
}
