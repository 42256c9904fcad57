import Markup

extension DMNReader {
    /// The boxed expression inside an element (DMN 1.5, clause 7.3 and 10.2), `nil` when there is none.
    mutating func expression(in parent: Element, _ words: FEELVocabulary) throws(DecisionRefusal) -> FEELTerm? {
        for child in parent.children {
            if let term = try boxed(child, words) { return term }
        }
        return nil
    }

    /// The boxed expression that an element is, `nil` when it is none.
    private mutating func boxed(_ element: Element, _ words: FEELVocabulary) throws(DecisionRefusal) -> FEELTerm? {
        guard let term = try untyped(element, words) else { return nil }
        guard let reference = element.attribute("typeRef"), element.name != "functionDefinition" else { return term }
        let type = type(reference)
        if case .any = type { return term }
        return .typed(term, type)
    }

    private mutating func untyped(_ element: Element, _ words: FEELVocabulary) throws(DecisionRefusal) -> FEELTerm? {
        switch element.name {
        case "literalExpression": return literal(element, words)
        case "decisionTable": return .table(try table(element, words))
        case "context": return try context(element, words)
        case "functionDefinition":
            let parameters = parameters(of: element)
            return .function(
                parameters, try body(of: element, words.knowing(parameters.map(\.name))) ?? .literal(.null))
        case "invocation": return try invocation(element, words)
        case "list":
            var items: [FEELTerm] = []
            for child in element.children {
                if let item = try boxed(child, words) { items.append(item) }
            }
            return .list(items)
        case "relation": return try relation(element, words)
        case "conditional":
            return .choice(
                try part("if", of: element, words), try part("then", of: element, words),
                try part("else", of: element, words))
        case "filter":
            let match = words.knowing(["item"])
            return .filter(try part("in", of: element, words), try part("match", of: element, match))
        case "for", "some", "every": return try iterator(element, words)
        default: return nil
        }
    }

    private mutating func literal(_ element: Element, _ words: FEELVocabulary) -> FEELTerm {
        let language = element.attribute("expressionLanguage") ?? document.root.attribute("expressionLanguage")
        if let language, !language.uppercased().contains("FEEL") {
            return .fault("expressions in \(language) are not evaluated")
        }
        guard let text = element.first("text")?.text, !text.trimmed.isEmpty else { return .literal(.null) }
        return feel(text, words).term
    }

    /// What stands inside one of a boxed expression's named parts.
    private mutating func part(
        _ name: String, of element: Element, _ words: FEELVocabulary
    ) throws(DecisionRefusal) -> FEELTerm {
        try element.first(name).flatMap { part throws(DecisionRefusal) in try expression(in: part, words) }
            ?? .literal(.null)
    }

    private mutating func iterator(_ element: Element, _ words: FEELVocabulary) throws(DecisionRefusal) -> FEELTerm {
        let variable = element.attribute("iteratorVariable") ?? ""
        let round = FEELRound(name: variable, source: try part("in", of: element, words), upTo: nil)
        let inner = words.knowing([variable, "partial"])
        if element.name == "for" { return .iterate([round], try part("return", of: element, inner)) }
        return .quantified(
            isEvery: element.name == "every", [round], try part("satisfies", of: element, inner))
    }

    /// Entries, each knowing those before it; an entry without a variable is the result.
    private mutating func context(_ element: Element, _ words: FEELVocabulary) throws(DecisionRefusal) -> FEELTerm {
        var known = words
        var entries: [(key: String, value: FEELTerm)] = []
        for entry in element.all("contextEntry") {
            let term = try expression(in: entry, known) ?? .literal(.null)
            guard let variable = entry.first("variable") else { return .within(entries, term) }
            let name = variable.attribute("name") ?? ""
            entries.append((name, .typed(term, type(variable.attribute("typeRef")))))
            known = known.knowing([name])
        }
        return .context(entries)
    }

    /// The body of a function; one in another language has no value.
    mutating func body(of element: Element, _ words: FEELVocabulary) throws(DecisionRefusal) -> FEELTerm? {
        if let kind = element.attribute("kind"), kind != "FEEL" {
            return .fault("functions of the kind \(kind) are not run")
        }
        return try expression(in: element, words)
    }

    private mutating func invocation(_ element: Element, _ words: FEELVocabulary) throws(DecisionRefusal) -> FEELTerm {
        guard let callee = try expression(in: element, words) else { return .fault("nothing is called") }
        var arguments: [(name: String, value: FEELTerm)] = []
        for binding in element.all("binding") {
            let parameter = binding.first("parameter")
            let value = try expression(in: binding, words) ?? .literal(.null)
            arguments.append(
                (parameter?.attribute("name") ?? "", .typed(value, type(parameter?.attribute("typeRef")))))
        }
        return .callNamed(callee, arguments)
    }

    /// A list of contexts, one a row.
    private mutating func relation(_ element: Element, _ words: FEELVocabulary) throws(DecisionRefusal) -> FEELTerm {
        let columns = element.all("column").map {
            (name: $0.attribute("name") ?? "", type: type($0.attribute("typeRef")))
        }
        var rows: [FEELTerm] = []
        for row in element.all("row") {
            var cells: [FEELTerm] = []
            for child in row.children {
                if let cell = try boxed(child, words) { cells.append(cell) }
            }
            guard cells.count == columns.count else { throw .badTable("a relation's row has \(cells.count) cells") }
            rows.append(.context(zip(columns, cells).map { (key: $0.name, value: .typed($1, $0.type)) }))
        }
        return .list(rows)
    }
}
