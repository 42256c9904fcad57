public import Journey

/// One agent as weighed for one request, with the reason a person can read.
public struct Candidate: Sendable, Hashable, Codable {
    /// Who was weighed.
    public let agent: AgentID
    /// As it was at the time.
    public let name: String
    /// For readers of English, as it was at the time.
    public let nameEn: String
    /// What the customer asks now (当前咨询内容): match of the skills, 0…1.
    public let content: Double
    /// Who the customer is (客户画像): seniority for valued customers, language, 0…1.
    public let profile: Double
    /// What was before (历史行为): the agent's success with such requests, and whether she knows the customer, 0…1.
    public let history: Double
    /// Free places / places (当前负载), 0…1.
    public let capacity: Double
    /// Estimated share of such requests that she turns into a sale, 0…1.
    public let conversion: Double
    /// contentʷ · profileʷ · historyʷ · capacity; 0 when she cannot take it.
    public let weight: Double
    /// Why she cannot take it, as a code; `nil` when she can.
    public let obstacle: String?
    public let reason: Phrase
}
