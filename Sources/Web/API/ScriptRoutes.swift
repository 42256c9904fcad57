import Journey
import Screens
import Scripts
import Security
import Store

/// The script library (话术库).
enum ScriptRoutes {
    struct View: Codable, Sendable {
        let id: ScriptID
        let code: String
        let trade: String
        let category: String
        let stage: String?
        let title: String
        let titleEn: String
        let condition: String
        let template: String
        let priority: Int
        let legalNote: String?
        let active: Bool
        let updatedAt: Timestamp
        let version: Int64

        init(_ node: ScriptNode) {
            let draft = node.draft
            (id, version, updatedAt) = (node.id, node.version, node.updatedAt)
            (code, trade, category, stage) = (draft.code, draft.trade, draft.category, draft.stage)
            (title, titleEn, condition) = (draft.title.zh, draft.title.en, draft.condition)
            (template, priority, legalNote) = (draft.template, draft.priority, draft.legalNote)
            active = draft.active
        }
    }

    struct Edit: Codable, Sendable {
        let code: String
        let trade: String
        let category: String
        let stage: String?
        let title: String
        let titleEn: String?
        let condition: String
        let template: String
        let priority: Int?
        let legalNote: String?
        let active: Bool?
        /// The version that was edited; refused when somebody else was quicker.
        let version: Int64?

        var draft: ScriptDraft {
            ScriptDraft(
                code: code, trade: trade, category: category, stage: stage.flatMap { $0.isEmpty ? nil : $0 },
                title: Phrase(zh: title, en: titleEn.flatMap { $0.isEmpty ? nil : $0 } ?? title),
                condition: condition, template: template, priority: priority ?? 50,
                legalNote: legalNote.flatMap { $0.isEmpty ? nil : $0 }, active: active ?? true)
        }
    }

    struct Trial: Codable, Sendable {
        let condition: String
        let template: String
    }

    struct Verdict: Codable, Sendable {
        struct Attribute: Codable, Sendable {
            let name: String
            let type: String
            let values: [String]
            let zh: String
            let en: String
        }

        struct Fault: Codable, Sendable {
            let part: ScriptComplaint.Part
            let start: Int
            let end: Int
            let code: String
            let message: String
            let suggestion: String?
        }

        let ok: Bool
        let complaints: [Fault]
        let attributes: [Attribute]
    }

    static func all(_ house: House) -> [Route] {
        [
            .get(
                "/api/v1/scripts", .agent(.agent), "Scripts by code",
                query: [
                    QueryField("query"), QueryField("category"), QueryField("trade"), QueryField("cursor"),
                    QueryField("limit", .number),
                ]
            ) { call in try await list(call, house) },
            .post("/api/v1/scripts", .agent(.supervisor), "Add a script", status: 201) {
                (call: Call, edit: Edit) in
                try await audited("script.added", call, house) { scope, tx in
                    try house.scripts.add(edit.draft, as: scope, in: tx)
                }
            },
            .put("/api/v1/scripts/{id}", .agent(.supervisor), "Change a script") { (call: Call, edit: Edit) in
                let id: ScriptID = try call.parameter("id")
                return try await audited("script.changed", call, house) { scope, tx in
                    try house.scripts.change(id, to: edit.draft, seen: edit.version, as: scope, in: tx)
                }
            },
            .delete("/api/v1/scripts/{id}", .agent(.supervisor), "Remove a script") { call in
                let id: ScriptID = try call.parameter("id")
                let scope = try call.scope()
                try await house.store.write { tx in
                    try house.scripts.remove(id, as: scope, in: tx)
                    try house.audit.record(
                        AuditEntry("script.removed", on: "script/\(id)", address: call.remoteAddress), as: scope,
                        in: tx)
                }
                return Empty()
            },
            .post("/api/v1/scripts/check", .agent(.agent), "Check a condition and a template") {
                (call: Call, trial: Trial) in check(trial, call.language, house)
            },
        ]
    }

    private static func list(_ call: Call, _ house: House) async throws -> Page<View> {
        let limit = Int(try call.number("limit", in: 1...Int64(pageRowsMax), usual: 100))
        func filled(_ name: String) -> String? { call.query[name].flatMap { $0.isEmpty ? nil : $0 } }
        let search = ScriptSearch(text: filled("query"), category: filled("category"), trade: filled("trade"))
        let after = filled("cursor") ?? ""
        return try await house.store.read { reader in
            let nodes = try house.scripts.list(search, after: after, limit: limit, in: reader)
            return Page(items: nodes.map(View.init), next: nodes.count == limit ? nodes.last?.draft.code : nil)
        }
    }

    private static func check(_ trial: Trial, _ language: Language, _ house: House) -> Verdict {
        let complaints = house.scripts.check(condition: trial.condition, template: trial.template)
        return Verdict(
            ok: complaints.isEmpty,
            complaints: complaints.map {
                .init(
                    part: $0.part, start: $0.start, end: $0.end, code: $0.code, message: $0.message(language),
                    suggestion: $0.suggestion)
            },
            attributes: house.scripts.attributes.attributes.map {
                .init(name: $0.name, type: $0.type, values: $0.values, zh: $0.label.zh, en: $0.label.en)
            })
    }

    private static func audited(
        _ action: String, _ call: Call, _ house: House,
        _ change: @escaping @Sendable (Scope, Transaction) throws -> ScriptNode
    ) async throws -> View {
        let scope = try call.scope()
        return try await house.store.write { tx in
            let node = try change(scope, tx)
            try house.audit.record(
                AuditEntry(
                    action, on: "script/\(node.id)", detail: ["code": node.draft.code], address: call.remoteAddress),
                as: scope, in: tx)
            return View(node)
        }
    }
}
