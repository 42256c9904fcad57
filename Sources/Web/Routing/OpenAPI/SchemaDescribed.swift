import Foundation
import Journey

/// A type that says itself what its JSON looks like, because its `init(from:)` cannot tell.
protocol SchemaDescribed: Decodable {
    static func schema(in book: SchemaBook) -> JSONNode
    /// Any value: it lets the recording of a type that contains one go on.
    static var sample: Self? { get }
}

private func type(_ name: String, format: String? = nil) -> JSONNode {
    let node = JSONNode.fields(["type": .text(name)])
    return format.map { node.adding("format", .text($0)) } ?? node
}

extension String: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONNode { type("string") }
    static var sample: Self? { "" }
}

extension Bool: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONNode { type("boolean") }
    static var sample: Self? { false }
}

extension Double: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONNode { type("number", format: "double") }
    static var sample: Self? { 0 }
}

extension Float: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONNode { type("number", format: "float") }
    static var sample: Self? { 0 }
}

extension SchemaDescribed where Self: FixedWidthInteger {
    static func schema(in book: SchemaBook) -> JSONNode { type("integer", format: bitWidth > 32 ? "int64" : "int32") }
    static var sample: Self? { 0 }
}

extension Int: SchemaDescribed {}
extension Int8: SchemaDescribed {}
extension Int16: SchemaDescribed {}
extension Int32: SchemaDescribed {}
extension Int64: SchemaDescribed {}
extension UInt: SchemaDescribed {}
extension UInt8: SchemaDescribed {}
extension UInt16: SchemaDescribed {}
extension UInt32: SchemaDescribed {}
extension UInt64: SchemaDescribed {}

extension ID: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONNode { type("string", format: "uuid") }
    static var sample: Self? { ID(at: Timestamp(microseconds: 0), random: (0, 0)) }
}

extension Timestamp: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONNode { type("string", format: "date-time") }
    static var sample: Self? { Timestamp(microseconds: 0) }
}

extension Message.Kind: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONNode {
        type("string").adding("enum", .list([text, event].map { .text($0.rawValue) }))
    }
    static var sample: Self? { .text }
}

extension Optional: SchemaDescribed where Wrapped: Decodable {
    static func schema(in book: SchemaBook) -> JSONNode { book.nullable(book.schema(of: Wrapped.self)) }
    static var sample: Self? { .some(nil) }
}

extension Array: SchemaDescribed where Element: Decodable {
    static func schema(in book: SchemaBook) -> JSONNode {
        type("array").adding("items", book.schema(of: Element.self))
    }
    static var sample: Self? { [] }
}

extension Set: SchemaDescribed where Element: Decodable {
    static func schema(in book: SchemaBook) -> JSONNode {
        type("array").adding("items", book.schema(of: Element.self)).adding("uniqueItems", .flag(true))
    }
    static var sample: Self? { [] }
}

extension Dictionary: SchemaDescribed where Key: Decodable, Value: Decodable {
    static func schema(in book: SchemaBook) -> JSONNode {
        type("object").adding("additionalProperties", book.schema(of: Value.self))
    }
    static var sample: Self? { [:] }
}

extension WithHeaders: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONNode { book.schema(of: Value.self) }
    static var sample: Self? { nil }
}

extension Empty: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONNode { type("object") }
    static var sample: Self? { Empty() }
}
