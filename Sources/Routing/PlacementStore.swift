import Foundation
import Journey
import Store

/// Every statement about turns, past choices and how they ended.
struct PlacementStore {
    func turn(policy: String, lane: String, in reader: Reader) throws -> SmoothRoundRobin {
        let rows = try reader.query("SELECT agent, credit FROM turn WHERE policy = ? AND lane = ?", policy, lane)
        return SmoothRoundRobin(
            credit: Dictionary(
                try rows.map { (try $0.get("agent"), try $0.get("credit")) }, uniquingKeysWith: { first, _ in first }))
    }

    func save(_ turn: SmoothRoundRobin, policy: String, lane: String, in tx: Transaction) throws {
        try tx.execute("DELETE FROM turn WHERE policy = ? AND lane = ?", policy, lane)
        for (agent, credit) in turn.credit.sorted(by: { $0.key < $1.key }) {
            try tx.execute(
                "INSERT INTO turn (policy, lane, agent, credit) VALUES (?, ?, ?, ?)", policy, lane, agent, credit)
        }
    }

    func append(_ placement: Placement, in tx: Transaction) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let explanation = String(decoding: try encoder.encode(placement), as: UTF8.self)
        try tx.execute(
            """
            INSERT INTO placement (conversation, number, customer, agent, placed_at, policy, propensity, waited,
                explanation)
            VALUES (?, (SELECT count(*) + 1 FROM placement WHERE conversation = ?), ?, ?, ?, ?, ?, ?, ?)
            """,
            placement.conversation, placement.conversation, placement.customer, placement.agent, placement.at,
            placement.policy, placement.propensity, placement.waitedSeconds, explanation)
    }

    /// The newest choice for a conversation.
    func placement(of conversation: ConversationID, in reader: Reader) throws -> Placement? {
        try reader.first(
            "SELECT explanation FROM placement WHERE conversation = ? ORDER BY number DESC LIMIT 1", conversation
        ).map { row in
            let explanation: String = try row.get("explanation")
            return try JSONDecoder().decode(Placement.self, from: Data(explanation.utf8))
        }
    }

    /// Who answered this customer last.
    func lastAgent(of customer: CustomerID, in reader: Reader) throws -> AgentID? {
        try reader.first(
            "SELECT agent FROM placement WHERE customer = ? ORDER BY placed_at DESC, number DESC LIMIT 1", customer
        )?.get("agent")
    }

    func outcomes(of intent: String, in reader: Reader) throws -> [AgentID: Outcomes] {
        let rows = try reader.query("SELECT agent, handled, won FROM outcome WHERE intent = ?", intent)
        return Dictionary(
            try rows.map { row in
                (try row.get("agent"), Outcomes(handled: try row.get("handled"), won: try row.get("won")))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Adds to an agent's record; negative numbers take back.
    func count(_ change: Outcomes, for agent: AgentID, intent: String, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO outcome (agent, intent, handled, won) VALUES (?, ?, 0, 0)
            ON CONFLICT (intent, agent) DO NOTHING
            """, agent, intent)
        try tx.execute(
            "UPDATE outcome SET handled = handled + ?, won = won + ? WHERE agent = ? AND intent = ?",
            change.handled, change.won, agent, intent)
    }

    func setWon(_ won: Bool, of conversation: ConversationID, in tx: Transaction) throws {
        try tx.execute("UPDATE assignment SET won = ? WHERE conversation = ?", won, conversation)
    }
}
