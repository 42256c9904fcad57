/// An element of an XML document (W3C XML 1.0 with Namespaces): its names, its attributes, and what is inside.
///
/// Comments and processing instructions are not kept. Text between children is, joined, as `text`.
public struct Element: Sendable, Equatable {
    /// The name without its prefix.
    public let name: String
    /// The namespace that the prefix, or the default, stands for.
    public let namespace: String?
    /// Values by the attribute's name without its prefix; of two that differ in the prefix only, the one without
    /// a prefix counts.
    public let attributes: [String: String]
    /// The elements inside, in order.
    public let children: [Element]
    /// The element's own characters and CDATA, joined; not those of its children.
    public let text: String

    /// An element made by hand, as for a comparison in a test.
    public init(
        name: String, namespace: String? = nil, attributes: [String: String] = [:], children: [Element] = [],
        text: String = ""
    ) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes
        self.children = children
        self.text = text
    }

    /// The value of an attribute, or `nil` without one.
    public func attribute(_ name: String) -> String? { attributes[name] }

    /// The first child of a name.
    public func first(_ name: String) -> Element? { children.first { $0.name == name } }

    /// All children of a name, in order.
    public func all(_ name: String) -> [Element] { children.filter { $0.name == name } }

    /// All elements of a name at any depth below this one, in document order.
    public func descendants(_ name: String) -> [Element] {
        var found: [Element] = []
        for child in children {
            if child.name == name { found.append(child) }
            found += child.descendants(name)
        }
        return found
    }
}
