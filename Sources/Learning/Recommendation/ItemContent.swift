public import Foundation

/// What items are, in words or attributes: for items that nobody has met yet.
public struct ItemContent: Sendable, Equatable {
    /// Attributes by item name.
    public let attributes: [String: [String]]

    /// Attributes given by hand.
    public init(_ attributes: [String: [String]]) { self.attributes = attributes }

    /// Reads JSON, an object of item → list of attributes, or lines of `item<TAB>attribute, attribute …`.
    public init(data: Data) throws(LearningFailure) {
        guard let text = String(data: data, encoding: .utf8) else { throw .badData("the items are not UTF-8") }
        if text.first(where: { !$0.isWhitespace }) == "{" {
            guard let read = try? JSONDecoder().decode([String: [Attribute]].self, from: data) else {
                throw .badData("the items are no object of lists")
            }
            attributes = read.mapValues { $0.map(\.text) }
            return
        }
        var found: [String: [String]] = [:]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            let fields = line.split(separator: "\t")
            guard fields.count >= 2 else { throw .badRow(line: number + 1, reason: "item and attributes are needed") }
            let words = fields.dropFirst().flatMap { $0.split { $0 == "," || $0 == "|" || $0 == " " } }
            found[String(fields[0])] = words.map(String.init)
        }
        attributes = found
    }

    private struct Attribute: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = try (try? container.decode(Int.self)).map(String.init) ?? container.decode(String.self)
        }
    }

    /// Items alike in what they are: the cosine of their attributes, rare ones weighing more.
    func neighbours(_ items: [String], most: Int) -> ItemNeighbours {
        var holders: [String: [Int32]] = [:]
        let own = items.map { Set(attributes[$0] ?? []).sorted() }
        for (item, list) in own.enumerated() {
            for attribute in list { holders[attribute, default: []].append(Int32(item)) }
        }
        func weight(_ attribute: String) -> Float {
            log(Float(items.count + 1) / Float(holders[attribute, default: []].count + 1))
        }
        let lengths = own.map { $0.reduce(0) { $0 + weight($1) * weight($1) }.squareRoot() }
        var scratch = SparseScores(count: items.count)
        var neighbours = ItemNeighbours()
        for (item, list) in own.enumerated() {
            scratch.clear()
            // What thousands share tells nobody apart, and would cost their number squared.
            for attribute in list where holders[attribute, default: []].count <= Self.holdersMax {
                let share = weight(attribute) * weight(attribute)
                for other in holders[attribute] ?? [] where Int(other) != item { scratch.add(share, to: other) }
            }
            neighbours.append(
                scratch.touched.map { (item: $0, weight: scratch[$0] / max(1e-6, lengths[item] * lengths[Int($0)])) },
                most: most)
        }
        return neighbours
    }

    private static let holdersMax = 2_000
}
