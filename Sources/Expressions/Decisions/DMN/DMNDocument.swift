import Markup

/// One DMN file, before its texts are read.
struct DMNDocument {
    let root: Element
    let name: String
    let namespace: String
    /// Names under which other namespaces are imported.
    let imports: [(alias: String, namespace: String)]
    /// The elements that make up the requirements graph.
    let elements: [(name: String, element: Element)]
    /// Their names by their keys.
    private(set) var names: [String: String] = [:]

    private static let kinds: Set<String> = ["decision", "inputData", "businessKnowledgeModel", "decisionService"]

    init(_ root: Element) throws(DecisionRefusal) {
        guard root.name == "definitions" else { throw .notDMN("its root is “\(root.name)”, not “definitions”") }
        let isModel = root.namespace.map { $0.contains("/DMN/") } ?? true
        guard isModel else { throw .notDMN("its namespace is \(root.namespace ?? "none")") }
        self.root = root
        name = root.attribute("name") ?? ""
        namespace = root.attribute("namespace") ?? ""
        imports = root.all("import").compactMap { element in
            element.attribute("namespace").map { (element.attribute("name") ?? "", $0) }
        }
        elements = root.children.filter { Self.kinds.contains($0.name) }.map { element in
            // What others call a node is the name of its variable; the two agree in all but the oldest files.
            (element.attribute("name") ?? element.first("variable")?.attribute("name") ?? "", element)
        }
        for (name, element) in elements where names[key(element)] == nil { names[key(element)] = name }
    }

    /// What a node is known by among all files.
    func key(_ element: Element) -> String {
        namespace + "#" + (element.attribute("id") ?? "\(element.name) \(element.attribute("name") ?? "")")
    }

    /// What a reference points to.
    func key(href: String) -> String { href.hasPrefix("#") ? namespace + href : href }
}
