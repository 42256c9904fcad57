import Foundation
import Journey
import Staff

/// Weighs agents for one request. Pure: the same input gives the same weights.
struct Weighing {
    /// A wanted skill that is missing once it is no longer insisted upon.
    static let missingSkillMatch = 0.1
    /// An agent who does not speak the customer's language.
    static let foreignLanguageMatch = 0.1
    /// What all agents together who do not know the customer count, against the one who does: she gets two turns of
    /// three, however large the team.
    static let strangersContinuity = 0.5

    let waiting: Waiting
    let policy: RoutingPolicy
    /// The team's record with this kind of request.
    let team: Outcomes
    let now: Timestamp

    var needs: Waiting.Needs { waiting.needs(at: now, relaxSeconds: policy.relaxSeconds) }

    /// The agent who served this customer last, if she can take it now.
    func known(among desks: [Desk]) -> AgentID? {
        let needs = needs
        return desks.first { $0.servedLast && $0.obstacle(for: needs) == nil }?.agent.id
    }

    func weigh(_ desks: [Desk]) -> [Candidate] {
        let (needs, known) = (needs, known(among: desks))
        let strangers = desks.count { $0.obstacle(for: needs) == nil && $0.agent.id != known }
        let ofStrangers = known == nil ? 1 : Self.strangersContinuity / Double(max(1, strangers))
        return desks.map { weigh($0, needs: needs, continuity: $0.agent.id == known ? 1 : ofStrangers) }
    }

    private func weigh(_ desk: Desk, needs: Waiting.Needs, continuity: Double) -> Candidate {
        let obstacle = desk.obstacle(for: needs)
        let (content, profile) = (content(of: desk), profile(of: desk))
        let estimate = ConversionEstimate(own: desk.outcomes, team: team, strength: policy.priorStrength)
        let history = estimate.standing * continuity
        let capacity = desk.agent.capacity > 0 ? Double(desk.free) / Double(desk.agent.capacity) : 0
        let merit =
            pow(content, policy.content) * pow(profile, policy.profile) * pow(history, policy.history)
        return Candidate(
            agent: desk.agent.id, name: desk.agent.name, nameEn: desk.agent.nameEn, content: content,
            profile: profile, history: history, capacity: capacity, conversion: estimate.mean,
            weight: obstacle == nil ? merit * capacity : 0, obstacle: obstacle?.code,
            reason: obstacle?.phrase
                ?? reason(of: desk, content: content, profile: profile, history: history, estimate: estimate))
    }

    /// The mean of the levels in all skills asked for; whoever is asked for nothing matches everything.
    private func content(of desk: Desk) -> Double {
        let wanted = (waiting.skill.map { [$0] } ?? []) + waiting.additional
        guard !wanted.isEmpty else { return 1 }
        let matches = wanted.map { skill in
            desk.agent.level(in: skill).map { Double($0) / 5 } ?? Self.missingSkillMatch
        }
        return matches.reduce(0, +) / Double(matches.count)
    }

    private func profile(of desk: Desk) -> Double {
        let insistence =
            switch waiting.standing {
            case .normal: 0.0
            case .silver: 0.25
            case .gold: 0.5
            case .VIP: 1.0
            }
        let seniority = desk.seniority(
            in: waiting.skill, besides: [policy.houseLanguage, Self.languageSkill(of: waiting)])
        return (1 - insistence + insistence * seniority) * language(of: desk)
    }

    private func language(of desk: Desk) -> Double {
        let skill = Self.languageSkill(of: waiting)
        guard skill != policy.houseLanguage else { return 1 }
        return desk.agent.level(in: skill).map { Double($0) / 5 } ?? Self.foreignLanguageMatch
    }

    /// The skill of answering in the customer's language, regions and scripts aside: `en`.
    static func languageSkill(of waiting: Waiting) -> String {
        waiting.language.split(separator: "-").first.map { $0.lowercased() } ?? ""
    }

    private func reason(
        of desk: Desk, content: Double, profile: Double, history: Double, estimate: ConversionEstimate
    ) -> Phrase {
        let skill = waiting.skill.flatMap { name in desk.agent.level(in: name).map { (name, $0) } }
        let known = desk.servedLast
        let (conversion, capacity) = (percent(estimate.mean), "\(desk.free)/\(desk.agent.capacity)")
        return Phrase(
            zh: "咨询内容 \(percent(content))" + (skill.map { "（\($0.0) \($0.1) 级）" } ?? "")
                + "，客户画像 \(percent(profile))，历史行为 \(percent(history))（转化率预估 \(conversion)"
                + (known ? "，曾接待该客户" : "") + "），空闲 \(capacity)",
            en: "request \(percent(content))" + (skill.map { " (\($0.0) level \($0.1))" } ?? "")
                + ", customer \(percent(profile)), history \(percent(history)) (estimated conversion \(conversion)"
                + (known ? ", served this customer last" : "") + "), free places \(capacity)")
    }
}

/// A share of 0…1 in whole per cent.
func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
