import Markup

extension DMNReader {
    /// A decision table as DMN writes it (DMN 1.5, clause 8.3).
    mutating func table(_ element: Element, _ words: FEELVocabulary) throws(DecisionRefusal) -> DecisionTable {
        let policy = element.attribute("hitPolicy") ?? "UNIQUE"
        guard let hitPolicy = HitPolicy(policy, aggregation: element.attribute("aggregation")) else {
            throw .badTable("the hit policy “\(policy)” is not known")
        }
        let inputs = element.all("input").map { input($0, words) }
        let outputs = element.all("output").map { output($0, words) }
        var rules: [DecisionTable.Rule] = []
        for (number, rule) in element.all("rule").enumerated() {
            let notes =
                rule.all("annotationEntry").map { $0.first("text")?.text ?? "" } + [
                    rule.first("description")?.text ?? ""
                ]
            rules.append(
                DecisionTable.Rule(
                    id: rule.attribute("label") ?? rule.attribute("id") ?? String(number + 1),
                    tests: rule.all("inputEntry").map { tests($0.first("text")?.text.trimmed ?? "", words) },
                    entries: rule.all("outputEntry").map { entry($0, words) },
                    note: notes.filter { !$0.isEmpty }.joined(separator: "\n")))
        }
        return try DecisionTable(hitPolicy: hitPolicy, inputs: inputs, outputs: outputs, rules: rules)
    }

    private mutating func input(_ element: Element, _ words: FEELVocabulary) -> DecisionTable.Input {
        let expression = element.first("inputExpression")
        let typeName = expression?.attribute("typeRef")
        return DecisionTable.Input(
            expression: feel(expression?.first("text")?.text.trimmed ?? "null", words), typeName: typeName,
            allowed: values(element.first("inputValues"), words), type: type(typeName))
    }

    private mutating func output(_ element: Element, _ words: FEELVocabulary) -> DecisionTable.Output {
        let typeName = element.attribute("typeRef")
        return DecisionTable.Output(
            name: element.attribute("name") ?? "", typeName: typeName,
            allowed: values(element.first("outputValues"), words),
            otherwise: element.first("defaultOutputEntry").map { entry($0, words) }, type: type(typeName))
    }

    private mutating func values(_ element: Element?, _ words: FEELVocabulary) -> FEELTests? {
        guard let text = element?.first("text")?.text.trimmed, !text.isEmpty else { return nil }
        return tests(text, words)
    }

    private mutating func entry(_ element: Element, _ words: FEELVocabulary) -> FEELExpression {
        let text = element.first("text")?.text.trimmed ?? ""
        // An empty entry and a dash answer nothing.
        return ["", "-"].contains(text) ? FEELExpression(text: text, term: .literal(.null)) : feel(text, words)
    }
}
