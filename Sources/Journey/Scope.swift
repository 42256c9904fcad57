/// Who is asking, and how far that one may see and act. The first question of every door.
public enum Scope: Sendable, Hashable {
    /// The product itself: arrows, timers, commands run by the operator.
    case system
    /// A customer, who sees only what is his or her own.
    case customer(CustomerID)
    /// A colleague who has signed in.
    case agent(Colleague)
}

/// A signed-in colleague, as the doors see one.
public struct Colleague: Sendable, Hashable {
    public let id: AgentID
    public let role: Role
    /// The teams whose rows a supervisor sees.
    public let teams: Set<TeamID>

    public init(id: AgentID, role: Role, teams: Set<TeamID>) {
        self.id = id
        self.role = role
        self.teams = teams
    }
}

/// What a colleague may do.
public enum Role: String, Sendable, Codable, CaseIterable {
    /// Settings, accounts and everything else (管理员).
    case administrator
    /// The rows and figures of the own teams (主管).
    case supervisor
    /// The own conversations and the waiting queue (客服).
    case agent
}

/// Somebody asked for what he or she may not have.
public enum ScopeRefusal: Refusal, Equatable {
    case notYours
    case roleNeeded(Role)

    public var reason: RefusalReason { .forbidden }

    public var sentence: Phrase {
        switch self {
        case .notYours:
            Phrase(zh: "您无权查看或修改这条记录。", en: "You may not see or change this record.")
        case .roleNeeded(.administrator):
            Phrase(zh: "此操作需要管理员权限。", en: "Only an administrator may do this.")
        case .roleNeeded:
            Phrase(zh: "此操作需要主管权限。", en: "Only a supervisor may do this.")
        }
    }
}

extension Scope {
    /// Refuses everyone below the role; the system may always.
    public func require(_ role: Role) throws(ScopeRefusal) {
        switch self {
        case .system: return
        case .customer: throw .notYours
        case .agent(let colleague):
            let order: [Role] = [.agent, .supervisor, .administrator]
            let has = order.firstIndex(of: colleague.role) ?? 0
            guard has >= (order.firstIndex(of: role) ?? 0) else { throw .roleNeeded(role) }
        }
    }
}
