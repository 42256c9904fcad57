import Channels
import Conversations
import Customers
import Journey
import Routing
import Scripts
import Staff
import Store
import Understanding

/// Everything an agent sees beside a thread, each automatic decision with its reason.
enum PanelRoutes {
    struct Intent: Codable, Sendable {
        let label: String
        let name: String
        let nameEn: String
    }

    struct Alternative: Codable, Sendable {
        let label: String
        let name: String
        let nameEn: String
        let confidence: Double
    }

    struct Meaning: Codable, Sendable {
        let seq: Int64
        let intent: Intent
        let confidence: Double
        let alternatives: [Alternative]
        let because: [Interpretation.Cause]
        /// All that the conversation has named so far, the newest word on each.
        let entities: [Entity]
        let outOfScope: Bool
        let model: String

        init(_ understood: Understood, named: [Entity]) {
            let said = understood.interpretation
            seq = understood.seq
            intent = Intent(label: said.intent.label, name: said.intent.name.zh, nameEn: said.intent.name.en)
            confidence = said.confidence
            alternatives = said.alternatives.map {
                Alternative(
                    label: $0.intent.label, name: $0.intent.name.zh, nameEn: $0.intent.name.en,
                    confidence: $0.confidence)
            }
            because = said.because
            entities = named
            outOfScope = said.outOfScope
            model = said.model
        }
    }

    struct Person: Codable, Sendable {
        let id: AgentID
        let name: String
    }

    struct Placed: Codable, Sendable {
        struct Considered: Codable, Sendable {
            let agent: Person
            let skill: Double
            let profile: Double
            let history: Double
            let capacity: Double
            let conversion: Double
            let weight: Double
            let chosen: Bool
            let reason: Phrase
        }

        let agent: Person
        let at: Timestamp
        let policy: String
        let propensity: Double
        let sentence: Phrase
        let considered: [Considered]
    }

    struct Suggested: Codable, Sendable {
        let script: ScriptID
        let code: String
        let title: String
        let titleEn: String
        let text: String
        let category: String
        let legalNote: String?
        let why: [Phrase]
        let score: Double

        init(_ suggestion: Suggestion) {
            (script, code) = (suggestion.script, suggestion.code)
            (title, titleEn) = (suggestion.title.zh, suggestion.title.en)
            (text, category, legalNote) = (suggestion.text, suggestion.category, suggestion.legalNote)
            (why, score) = (suggestion.why, suggestion.score)
        }
    }

    struct Sale: Codable, Sendable {
        struct Step: Codable, Sendable {
            let stage: Pipeline.Stage
            let at: Timestamp
            let by: Person?
        }

        let id: DealID
        let stage: Pipeline.Stage
        let amount: Money?
        let reason: String?
        let movedAt: Timestamp
        let history: [Step]
    }

    struct Panel: Codable, Sendable {
        let customer: CustomerRoutes.View
        let understanding: Meaning?
        let placement: Placed?
        let suggestions: [Suggested]
        let deal: Sale?
    }

    struct Use: Codable, Sendable {
        let seq: Int64
        let edited: Bool
    }

    static func all(_ house: House) -> [Route] {
        [
            .get("/api/v1/conversations/{id}/panel", .agent(.agent), "What is known, chosen and suggested, and why") {
                call in
                let scope = try call.scope()
                let id: ConversationID = try call.parameter("id")
                return try await house.store.read { try house.panel(id, as: scope, in: $0) }
            },
            .post("/api/v1/conversations/{id}/suggestions/{script}/used", .agent(.agent), "A suggestion was sent") {
                (call: Call, use: Use) in
                let scope = try call.scope()
                let id: ConversationID = try call.parameter("id")
                let script: ScriptID = try call.parameter("script")
                try await house.store.write { tx in
                    _ = try house.visible(id, as: scope, in: tx)
                    try house.suggestions.used(
                        script, conversation: id, seq: use.seq, edited: use.edited, in: tx)
                }
                return Empty()
            },
        ]
    }
}

extension House {
    fileprivate func panel(_ id: ConversationID, as scope: Scope, in reader: Reader) throws -> PanelRoutes.Panel {
        let thread = try visible(id, as: scope, in: reader)
        let names = Dictionary(
            uniqueKeysWithValues: try staff.agents(as: .system, in: reader).map { ($0.id, $0.name) })
        let profile = try customers.profile(thread.customer, as: .system, in: reader)
        return PanelRoutes.Panel(
            customer: try CustomerRoutes.View(profile, channels: channels.all(in: reader)),
            understanding: try understanding.latest(id, in: reader).map {
                PanelRoutes.Meaning($0, named: try understanding.named(id, in: reader))
            },
            placement: try routing.placement(of: id, as: scope, in: reader).map { placed($0, names) },
            suggestions: try suggestions.latest(id, in: reader)?.suggestions.items.map(PanelRoutes.Suggested.init)
                ?? [],
            deal: try sale(of: thread.customer, names, in: reader))
    }

    private func placed(_ placement: Placement, _ names: [AgentID: String]) -> PanelRoutes.Placed {
        PanelRoutes.Placed(
            agent: .init(id: placement.agent, name: names[placement.agent] ?? ""), at: placement.at,
            policy: placement.policy, propensity: placement.propensity, sentence: placement.sentence,
            considered: placement.considered.map {
                .init(
                    agent: .init(id: $0.agent, name: $0.name), skill: $0.content, profile: $0.profile,
                    history: $0.history, capacity: $0.capacity, conversion: $0.conversion, weight: $0.weight,
                    chosen: $0.agent == placement.agent, reason: $0.reason)
            })
    }

    private func sale(
        of customer: CustomerID, _ names: [AgentID: String], in reader: Reader
    ) throws -> PanelRoutes.Sale? {
        guard let deal = try customers.currentDeal(of: customer, as: .system, in: reader) else { return nil }
        let history = try customers.history(of: deal.id, as: .system, in: reader)
        return PanelRoutes.Sale(
            id: deal.id, stage: deal.stage, amount: deal.amount, reason: deal.reason, movedAt: deal.movedAt,
            history: history.map { step in
                .init(stage: step.to, at: step.at, by: step.by.map { .init(id: $0, name: names[$0] ?? "") })
            })
    }
}
