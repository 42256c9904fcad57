import Foundation
public import Journey

/// One page of a list, and where the next one begins.
public struct Page<Item: Codable & Sendable>: Codable, Sendable {
    public let items: [Item]
    /// Opaque; nil on the last page.
    public let next: String?

    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}

/// The most rows that one page may have.
public let pageRowsMax = 200

/// A place in a list that is ordered by a time and then by an id.
struct PageCursor: Codable {
    let at: Int64
    let id: String

    init(at: Timestamp, id: some CustomStringConvertible) {
        (self.at, self.id) = (at.microseconds, id.description)
    }

    /// Reads what `text` wrote; refuses anything else.
    init?(_ text: String?, field: String = "cursor") throws(InputRefusal) {
        guard let text, !text.isEmpty else { return nil }
        guard let data = Data(base64Encoded: text),
            let cursor = try? JSONDecoder().decode(PageCursor.self, from: data)
        else { throw .malformed(field: field) }
        self = cursor
    }

    var text: String { (try? JSONEncoder().encode(self).base64EncodedString()) ?? "" }
}

/// A thing with a name, as lists show it.
public struct Named<Subject>: Codable, Sendable {
    public let id: ID<Subject>
    public let name: String

    public init(id: ID<Subject>, name: String) {
        self.id = id
        self.name = name
    }
}
