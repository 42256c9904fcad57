import Markup

/// Reads the nodes of one DMN file (OMG DMN 1.5, clause 6.3 and annex on XML).
struct DMNReader {
    let document: DMNDocument
    private let documents: [String: DMNDocument]
    let vocabulary: FEELVocabulary
    /// Texts that are no FEEL.
    var faults: [DecisionModel.Fault] = []
    /// The node that is being read.
    var nodeName = ""

    init(_ document: DMNDocument, _ documents: [String: DMNDocument], _ vocabulary: FEELVocabulary) {
        self.document = document
        self.documents = documents
        var wider = vocabulary
        for entry in document.root.descendants("variable") + document.root.descendants("output") {
            entry.attribute("name").map { wider.members.insert($0) }
        }
        for column in document.root.descendants("column") {
            column.attribute("name").map { wider.members.insert($0) }
        }
        for (_, namespace) in document.imports {
            for (name, _) in documents[namespace]?.elements ?? [] { wider.members.insert(name) }
        }
        self.vocabulary = wider
    }

    mutating func node(_ element: Element, named name: String) throws(DecisionRefusal) -> DecisionNode {
        nodeName = name
        let requirements = requirements(of: element)
        let words = vocabulary.knowing(requirements.compactMap(\.path.first))
        let type = type(element.first("variable")?.attribute("typeRef"))
        switch element.name {
        case "inputData":
            return DecisionNode(name: name, type: type, kind: .input, requirements: [])
        case "decision":
            let term = try expression(in: element, words)
            return DecisionNode(name: name, type: type, kind: .decision(term), requirements: requirements)
        case "businessKnowledgeModel":
            return try knowledge(element, name, type, requirements, words)
        default:
            let inputs = (element.all("inputData") + element.all("inputDecision")).compactMap(target)
            let outputs = element.all("outputDecision").compactMap(target)
            return DecisionNode(
                name: name, type: type, kind: .service(DecisionNode.Service(inputs: inputs, outputs: outputs)),
                requirements: [])
        }
    }

    private mutating func knowledge(
        _ element: Element, _ name: String, _ type: FEELType, _ requirements: [DecisionNode.Requirement],
        _ words: FEELVocabulary
    ) throws(DecisionRefusal) -> DecisionNode {
        guard let logic = element.first("encapsulatedLogic") else {
            return DecisionNode(name: name, type: type, kind: .knowledge([], nil), requirements: requirements)
        }
        let parameters = parameters(of: logic)
        // A function may call itself.
        let body = try body(of: logic, words.knowing(parameters.map(\.name) + [name]))
        let own = DecisionNode.Requirement(key: document.key(element), path: [name])
        // The variable of a function gives the type of the function or, as older files do, of its result.
        var result = FEELType.any
        if case .function(_, let declared) = type { result = declared } else { result = type }
        return DecisionNode(
            name: name, type: result, kind: .knowledge(parameters, body), requirements: requirements + [own])
    }

    private func target(_ reference: Element) -> String? { reference.attribute("href").map(document.key(href:)) }

    private static let links: Set<String> = ["requiredDecision", "requiredInput", "requiredKnowledge"]

    private func requirements(of element: Element) -> [DecisionNode.Requirement] {
        let groups = element.all("informationRequirement") + element.all("knowledgeRequirement")
        return groups.flatMap(\.children).filter { Self.links.contains($0.name) }.compactMap { link in
            guard let key = target(link) else { return nil }
            let namespace = String(key.prefix { $0 != "#" })
            let owner = namespace == document.namespace ? document : documents[namespace]
            guard let name = owner?.names[key] else { return nil }
            let alias = document.imports.first { $0.namespace == namespace }?.alias ?? ""
            let isOwn = namespace == document.namespace || alias.isEmpty
            return DecisionNode.Requirement(key: key, path: isOwn ? [name] : [alias, name])
        }
    }

    /// The type that a `typeRef` means; without one any.
    func type(_ reference: String?) -> FEELType {
        reference.map { DMNTypes.reference($0, vocabulary) } ?? .any
    }

    func parameters(of element: Element) -> [FEELFunction.Parameter] {
        element.all("formalParameter").map {
            FEELFunction.Parameter(name: $0.attribute("name") ?? "", type: type($0.attribute("typeRef")))
        }
    }

    /// The text of a cell as FEEL; one that is none is noted and has no value.
    mutating func feel(_ text: String, _ words: FEELVocabulary) -> FEELExpression {
        do { return try FEELExpression(text, words) } catch {
            faults.append(DecisionModel.Fault(node: nodeName, text: text, reason: error))
            return FEELExpression(text: text, fault: "“\(text)” \(error)")
        }
    }

    /// The text of a cell as tests.
    mutating func tests(_ text: String, _ words: FEELVocabulary) -> FEELTests {
        do { return try FEELTests(text, words) } catch {
            faults.append(DecisionModel.Fault(node: nodeName, text: text, reason: error))
            return FEELTests(text: text, form: .among([.fault("“\(text)” \(error)")]))
        }
    }
}
