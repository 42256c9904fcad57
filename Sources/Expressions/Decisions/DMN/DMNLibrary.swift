import Foundation
import Markup

/// The files of a model and of those it imports.
struct DMNLibrary {
    private var documents: [String: DMNDocument] = [:]

    /// Room for the largest table: two elements a cell, and what stands around them.
    private static let limits = MarkupLimits(bytesMax: 64 << 20, elementsMax: 1_500_000)

    /// What a model consists of.
    struct Reading {
        var nodes: [String: DecisionNode] = [:]
        var own: [(name: String, key: String)] = []
        var faults: [DecisionModel.Fault] = []
    }

    /// Reads a file's XML; a second file of the same namespace takes the place of the first.
    @discardableResult
    mutating func add(_ data: Data) throws(DecisionRefusal) -> DMNDocument {
        let root: Element
        do { root = try Element.parse(data, limits: Self.limits) } catch { throw .badMarkup("\(error)") }
        let document = try DMNDocument(root)
        documents[document.namespace] = document
        return document
    }

    /// Reads a model and all that it imports, each once.
    func read(_ main: DMNDocument) throws(DecisionRefusal) -> Reading {
        var reading = Reading()
        var types: [String: [String: FEELType]] = [:]
        var path: [String] = []
        try read(main, into: &reading, &types, &path)
        reading.own = main.elements.map { ($0.name, main.key($0.element)) }
        return reading
    }

    private func read(
        _ document: DMNDocument, into reading: inout Reading, _ types: inout [String: [String: FEELType]],
        _ path: inout [String]
    ) throws(DecisionRefusal) {
        guard types[document.namespace] == nil else { return }
        guard !path.contains(document.namespace) else { throw .notDMN("its imports go round in a circle") }
        path.append(document.namespace)
        defer { path.removeLast() }
        var vocabulary = FEELVocabulary()
        for (alias, namespace) in document.imports {
            guard let other = documents[namespace] else { continue }
            try read(other, into: &reading, &types, &path)
            for (name, type) in types[namespace] ?? [:] {
                vocabulary.define(alias.isEmpty ? name : "\(alias).\(name)", as: type)
            }
        }
        var definitions = DMNTypes(document.root, vocabulary)
        let own = try definitions.all()
        types[document.namespace] = own
        vocabulary = definitions.vocabulary
        var reader = DMNReader(document, documents, vocabulary)
        for (name, element) in document.elements {
            reading.nodes[document.key(element)] = try reader.node(element, named: name)
        }
        reading.faults += reader.faults
    }
}
