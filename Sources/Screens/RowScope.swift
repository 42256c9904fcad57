import Journey
import Store

/// A piece of SQL with its parameters.
struct Clause {
    var sql: String
    var parameters: [any Storable] = []

    static let everything = Clause(sql: "1 = 1")
    static let nothing = Clause(sql: "1 = 0")

    static func && (left: Clause, right: Clause) -> Clause {
        Clause(sql: "(\(left.sql)) AND (\(right.sql))", parameters: left.parameters + right.parameters)
    }
}

extension Scope {
    /// The rows that this one may see, by the agent who has them: an agent's own and nobody's, a supervisor's team's
    /// and nobody's, all for an administrator.
    func rows(ownedBy column: String) -> Clause {
        guard case .agent(let colleague) = self else { return self == .system ? .everything : .nothing }
        switch colleague.role {
        case .administrator: return .everything
        case .agent: return Clause(sql: "\(column) IS NULL OR \(column) = ?", parameters: [colleague.id])
        case .supervisor:
            let teams = Array(colleague.teams)
            let list = teams.map { _ in "?" }.joined(separator: ",")
            let inTeams = teams.isEmpty ? "" : " OR \(column) IN (SELECT agent FROM staff_v1 WHERE team IN (\(list)))"
            return Clause(
                sql: "\(column) IS NULL OR \(column) = ?\(inTeams)", parameters: [colleague.id] + teams)
        }
    }
}
