public import Journey
public import Store

/// What agents may say, and when (话术). The only door to this stage's tables.
public struct Scripts: Sendable {
    static let codeCharactersMax = 60
    static let wordCharactersMax = 60
    static let titleCharactersMax = 120
    static let templateCharactersMax = 4000
    static let noteCharactersMax = 1000
    static let priorityMax = 1000

    /// What conditions and templates may speak of.
    public let attributes: ScriptSchema
    let shelf: PlaybookShelf

    public init(attributes: ScriptSchema) {
        self.attributes = attributes
        shelf = PlaybookShelf(schema: attributes)
    }

    /// Adds a node. Its condition and template must be right; the refusal says where they are not.
    public func add(_ draft: ScriptDraft, as scope: Scope, in tx: Transaction) throws -> ScriptNode {
        try scope.require(.supervisor)
        let draft = try checked(draft)
        guard try ScriptStore.find(code: draft.code, in: tx) == nil else { throw ScriptRefusal.codeTaken(draft.code) }
        let node = ScriptNode(id: tx.id(), draft: draft, version: 1, updatedAt: tx.now)
        try ScriptStore.insert(node, revision: try ScriptStore.nextRevision(in: tx), in: tx)
        return node
    }

    /// Changes a node.
    ///
    /// - Parameter version: the version the person has seen; refused when the node has moved on since.
    public func change(
        _ id: ScriptID, to draft: ScriptDraft, seen version: Int64? = nil, as scope: Scope, in tx: Transaction
    ) throws -> ScriptNode {
        try scope.require(.supervisor)
        let revision = try ScriptStore.nextRevision(in: tx)
        guard var node = try ScriptStore.find(id, in: tx) else { throw ScriptRefusal.unknown }
        guard version == nil || version == node.version else {
            throw ScriptRefusal.changedMeanwhile(version: node.version)
        }
        let draft = try checked(draft)
        if let other = try ScriptStore.find(code: draft.code, in: tx), other.id != id {
            throw ScriptRefusal.codeTaken(draft.code)
        }
        (node.draft, node.version, node.updatedAt) = (draft, node.version + 1, tx.now)
        try ScriptStore.update(node, revision: revision, in: tx)
        return node
    }

    /// Takes a node out; what was suggested before keeps its words.
    public func remove(_ id: ScriptID, as scope: Scope, in tx: Transaction) throws {
        try scope.require(.supervisor)
        guard try ScriptStore.find(id, in: tx) != nil else { throw ScriptRefusal.unknown }
        try ScriptStore.remove(id, revision: try ScriptStore.nextRevision(in: tx), in: tx)
    }

    /// Brings in many nodes at once, by their codes: new ones are added, changed ones changed, equal ones left alone.
    ///
    /// - Returns: how many were added or changed.
    @discardableResult
    public func `import`(_ drafts: [ScriptDraft], as scope: Scope, in tx: Transaction) throws -> Int {
        try scope.require(.supervisor)
        var written = 0
        for draft in drafts {
            guard let known = try ScriptStore.find(code: draft.code, in: tx) else {
                _ = try add(draft, as: scope, in: tx)
                written += 1
                continue
            }
            guard known.draft != draft else { continue }
            _ = try change(known.id, to: draft, as: scope, in: tx)
            written += 1
        }
        return written
    }

    /// The node with this id; nil when there is none or it was taken out.
    public func find(_ id: ScriptID, in reader: Reader) throws -> ScriptNode? { try ScriptStore.find(id, in: reader) }

    /// Nodes by code; `after` is the code of the last one already seen.
    public func list(
        _ search: ScriptSearch = ScriptSearch(), after code: String = "", limit: Int = 50, in reader: Reader
    ) throws -> [ScriptNode] {
        try ScriptStore.list(search, after: code, limit: limit, in: reader)
    }

    /// Everything wrong with a condition and a template, for an editor; empty when they are right.
    public func check(condition: String, template: String) -> [ScriptComplaint] {
        attributes.complaints(condition: condition, template: template)
    }

    /// The compiled scripts as the reader sees the table; a node of another process's making included.
    public func playbook(in reader: Reader) throws -> Playbook { try shelf.current(in: reader) }

    /// The scripts that fit, best first, filled in; never one with an open place.
    public func suggest(
        for context: ScriptContext, limit: Int = Playbook.limitDefault, in reader: Reader
    ) throws -> SuggestionSet {
        try playbook(in: reader).suggest(for: context, limit: limit)
    }

    private func checked(_ draft: ScriptDraft) throws -> ScriptDraft {
        _ = try accepted(draft.code, field: "code", charactersMax: Self.codeCharactersMax)
        _ = try accepted(draft.trade, field: "trade", charactersMax: Self.wordCharactersMax)
        _ = try accepted(draft.category, field: "category", charactersMax: Self.wordCharactersMax)
        _ = try accepted(draft.title.zh, field: "title", charactersMax: Self.titleCharactersMax)
        _ = try accepted(draft.title.en, field: "titleEn", charactersMax: Self.titleCharactersMax)
        _ = try accepted(draft.template, field: "template", charactersMax: Self.templateCharactersMax)
        for (field, text) in [("stage", draft.stage), ("legalNote", draft.legalNote)] {
            if let text { _ = try accepted(text, field: field, charactersMax: Self.noteCharactersMax) }
        }
        guard (0...Self.priorityMax).contains(draft.priority) else {
            throw ScriptRefusal.badPriority(max: Self.priorityMax)
        }
        let complaints = check(condition: draft.condition, template: draft.template)
        guard complaints.isEmpty else { throw ScriptRefusal.wrong(complaints) }
        return draft
    }
}

/// Which scripts a person is looking for; nil is any.
public struct ScriptSearch: Sendable, Equatable {
    /// Part of the code, a title, the template or the condition, in either case.
    public var text: String?
    /// Exactly this one.
    public var category: String?
    /// Exactly this one.
    public var trade: String?

    public init(text: String? = nil, category: String? = nil, trade: String? = nil) {
        self.text = text
        self.category = category
        self.trade = trade
    }
}
