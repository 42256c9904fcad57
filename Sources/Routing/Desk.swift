import Journey
import Staff

/// An agent at one moment, as the choice sees her.
struct Desk: Sendable {
    let agent: Agent
    /// Conversations she has now.
    let open: Int
    /// Her record with this kind of request.
    let outcomes: Outcomes
    /// Whether she had this customer's last conversation.
    let servedLast: Bool

    var free: Int { max(0, agent.capacity - open) }

    /// 0…1: the level in the asked-for skill, else the best of all her levels.
    ///
    /// - Parameter languages: left out: whoever speaks a language well is not senior for it.
    func seniority(in skill: String?, besides languages: Set<String>) -> Double {
        let others = agent.skills.filter { !languages.contains($0.name) }
        let level = skill.flatMap { agent.level(in: $0) } ?? others.map(\.level).max() ?? 1
        return Double(level) / 5
    }

    /// Why she cannot take it at all; `nil` when she can.
    func obstacle(for needs: Waiting.Needs) -> Obstacle? {
        if !agent.active { return .inactive }
        if agent.presence == .offline { return .offline }
        if agent.presence == .busy { return .busy }
        if agent.capacity == 0 { return .takesNone }
        if free == 0 { return .full(capacity: agent.capacity) }
        let wanted = (needs.skill.map { [$0] } ?? []) + needs.additional
        return wanted.first { agent.level(in: $0) == nil }.map(Obstacle.lacks)
    }
}

/// Why an agent was not considered.
enum Obstacle: Hashable, Sendable {
    case inactive
    case offline
    case busy
    case takesNone
    case full(capacity: Int)
    case lacks(skill: String)

    /// For counting.
    var code: String {
        switch self {
        case .inactive: "inactive"
        case .offline: "offline"
        case .busy: "busy"
        case .takesNone: "takes_none"
        case .full: "full"
        case .lacks: "lacks_skill"
        }
    }

    var phrase: Phrase {
        switch self {
        case .inactive: Phrase(zh: "账号已停用", en: "account closed")
        case .offline: Phrase(zh: "不在线", en: "offline")
        case .busy: Phrase(zh: "忙碌", en: "busy")
        case .takesNone: Phrase(zh: "不接待会话", en: "takes no conversations")
        case .full(let capacity): Phrase(zh: "已满（\(capacity)/\(capacity)）", en: "full (\(capacity) of \(capacity))")
        case .lacks(let skill): Phrase(zh: "缺少技能“\(skill)”", en: "lacks the skill “\(skill)”")
        }
    }
}
