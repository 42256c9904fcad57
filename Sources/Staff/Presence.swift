public import Store

/// Whether an agent takes conversations now (在线状态).
public enum Presence: String, Sendable, Codable, CaseIterable, Loadable {
    /// Takes new conversations.
    case online
    /// Keeps the own conversations, takes no new ones (忙碌).
    case busy
    /// Gone.
    case offline
}
