public import Foundation

extension Element {
    /// Reads a document and gives its root.
    ///
    /// - Parameter bytes: UTF-8, or UTF-16 with its byte order mark.
    /// - Throws: `MarkupRefusal`; a document type is refused before anything is parsed.
    public static func parse(_ bytes: Data, limits: MarkupLimits = .standard) throws(MarkupRefusal) -> Element {
        guard bytes.count <= limits.bytesMax, bytes.count < Int(Int32.max) else {
            throw .tooLarge("more than \(limits.bytesMax) bytes")
        }
        let reader = MarkupReader(try MarkupEncoding.unified(bytes))
        defer { reader.close() }
        var tree = TreeBuilder(limits)
        while let event = try reader.next() { try tree.take(event) }
        guard let root = tree.root else { throw .notWellFormed(line: 1, reason: "there is no element") }
        return root
    }
}

/// Puts events together to a tree, as long as the limits allow.
private struct TreeBuilder {
    /// An element whose end has not come yet.
    private struct Opened {
        let start: MarkupReader.Start
        var children: [Element] = []
        var text = ""
    }

    private let limits: MarkupLimits
    private var path: [Opened] = []
    private var elements = 0
    private var attributes = 0
    private(set) var root: Element?

    init(_ limits: MarkupLimits) { self.limits = limits }

    mutating func take(_ event: MarkupReader.Event) throws(MarkupRefusal) {
        switch event {
        case .start(let start): try open(start)
        case .text(let text): if !path.isEmpty { path[path.count - 1].text += text }
        case .end: close()
        }
    }

    private mutating func open(_ start: MarkupReader.Start) throws(MarkupRefusal) {
        elements += 1
        attributes += start.attributes.count
        if elements > limits.elementsMax { throw .tooLarge("more than \(limits.elementsMax) elements") }
        if attributes > limits.attributesMax { throw .tooLarge("more than \(limits.attributesMax) attributes") }
        if path.count >= limits.depthMax { throw .tooLarge("elements nested deeper than \(limits.depthMax)") }
        path.append(Opened(start: start))
        if start.isEmpty { close() }
    }

    private mutating func close() {
        guard let opened = path.popLast() else { return }
        let element = Element(
            name: opened.start.name, namespace: opened.start.namespace, attributes: opened.start.attributes,
            children: opened.children, text: opened.text)
        if path.isEmpty { root = element } else { path[path.count - 1].children.append(element) }
    }
}
