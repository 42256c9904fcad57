public import Journey

/// A group of agents with a supervisor (班组).
public struct Team: Sendable, Hashable, Codable {
    /// Who they are, for ever.
    public let id: TeamID
    /// Unique in the company.
    public let name: String
    /// For readers of English.
    public let nameEn: String

    public init(id: TeamID, name: String, nameEn: String) {
        self.id = id
        self.name = name
        self.nameEn = nameEn
    }
}
