import Markup

/// What the names in a template mean at one place: the contract's data, and in front of them an item's fields for each
/// list that the place is inside of.
///
/// Layers instead of one merged value: an item of a long list costs no copy of all the rest.
struct TemplateScope {
    private let data: ContractData
    /// From the outermost list to the innermost.
    private var layers: [Layer] = []

    private struct Layer {
        let number: Int
        let item: ContractData

        /// The item's own fields hide its number; an item that has none is `item` itself.
        func value(_ name: String) -> ContractData? {
            if case .fields(let fields) = item {
                if let value = fields[name] { return value }
            } else if name == "item" {
                return item
            }
            return name == "number" ? .text(String(number)) : nil
        }
    }

    init(_ data: ContractData) { self.data = data }

    /// The value at a path such as `seller.name`; its first name decides in which layer it is looked for.
    subscript(path: String) -> ContractData {
        guard !layers.isEmpty else { return data[path] }
        let parts = path.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let value = layers.reversed().lazy.compactMap({ $0.value(String(first)) }).first
        else { return data[path] }
        return parts.count == 1 ? value : value[String(parts[1])]
    }

    fileprivate func entering(_ item: ContractData, number: Int) -> TemplateScope {
        var inner = self
        inner.layers.append(Layer(number: number, item: item))
        return inner
    }
}

/// The scopes under which an element appears, one for each time it does, each made when it is needed.
struct TemplateScopes: Sequence, IteratorProtocol {
    /// How often the element is looked at; a condition may take some of these away.
    let count: Int
    private let outer: TemplateScope
    private let items: [ContractData]?
    private let condition: (name: String, isWanted: Bool)?
    private var position = 0

    /// - Throws: `TemplateRefusal.data` when `each` names what is no list.
    init(of element: Markup.Element, in outer: TemplateScope) throws(TemplateRefusal) {
        self.outer = outer
        if let list = element.attribute("each") {
            switch outer[list] {
            case .list(let items): self.items = items
            case .nothing: throw .data("the list \(list) is missing")
            default: throw .data("\(list) is not a list")
            }
        } else {
            items = nil
        }
        count = items?.count ?? 1
        condition = element.attribute("when").map { field in
            field.hasPrefix("!") ? (String(field.dropFirst()), false) : (field, true)
        }
    }

    mutating func next() -> TemplateScope? {
        while position < count {
            let scope = items.map { outer.entering($0[position], number: position + 1) } ?? outer
            position += 1
            if let condition, scope[condition.name].isPresent != condition.isWanted { continue }
            return scope
        }
        return nil
    }
}
