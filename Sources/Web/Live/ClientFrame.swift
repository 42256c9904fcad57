import Foundation
import Journey

/// What a page may write into its socket; see docs/guide/protocol.md.
enum ClientFrame {
    case hello(token: String?)
    case follow(Topic, after: Int64?)
    case unfollow(Topic)
    case send(id: String, conversation: ConversationID?, text: String)
    case typing(ConversationID, on: Bool)
    case receipt(ConversationID, delivered: Int64?, read: Int64?)
    case ping

    /// Why a frame cannot be taken.
    enum Fault: Error {
        /// Not JSON at all: the connection is closed.
        case notJSON
        /// JSON, but not a frame: answered, and the connection goes on.
        case malformed(id: String?, field: String)
    }

    private struct Fields: Decodable {
        var type: String?
        var v: Int?
        var id: String?
        var token: String?
        var topic: String?
        var after: Int64?
        var conversation: String?
        var text: String?
        var on: Bool?
        var seq: Int64?
    }

    init(_ text: String) throws(Fault) {
        let fields: Fields
        do {
            fields = try JSONDecoder().decode(Fields.self, from: Data(text.utf8))
        } catch DecodingError.typeMismatch(_, let context) {
            guard let field = context.codingPath.last?.stringValue else { throw .notJSON }
            throw .malformed(id: Self.id(in: text), field: field)
        } catch {
            throw .notJSON
        }
        switch fields.type {
        case "hello":
            guard fields.v == 1 else { throw .malformed(id: fields.id, field: "v") }
            self = .hello(token: fields.token)
        case "follow": self = .follow(try Self.topic(fields), after: fields.after.map { max(0, $0) })
        case "unfollow": self = .unfollow(try Self.topic(fields))
        case "send":
            guard let id = fields.id else { throw .malformed(id: nil, field: "id") }
            guard let text = fields.text else { throw .malformed(id: id, field: "text") }
            let conversation = fields.conversation == nil ? nil : try Self.conversation(fields)
            self = .send(id: id, conversation: conversation, text: text)
        case "typing": self = .typing(try Self.conversation(fields), on: fields.on ?? true)
        case "delivered": self = .receipt(try Self.conversation(fields), delivered: try Self.seq(fields), read: nil)
        case "read": self = .receipt(try Self.conversation(fields), delivered: nil, read: try Self.seq(fields))
        case "ping": self = .ping
        default: throw .malformed(id: fields.id, field: "type")
        }
    }

    /// The id of a frame that is wrong elsewhere, so that its sender knows which one was refused.
    private static func id(in text: String) -> String? {
        struct Named: Decodable { var id: String? }
        return try? JSONDecoder().decode(Named.self, from: Data(text.utf8)).id
    }

    private static func topic(_ fields: Fields) throws(Fault) -> Topic {
        guard let topic = fields.topic.flatMap(Topic.init(name:)) else {
            throw .malformed(id: fields.id, field: "topic")
        }
        return topic
    }

    private static func conversation(_ fields: Fields) throws(Fault) -> ConversationID {
        guard let id = fields.conversation.flatMap(ConversationID.init) else {
            throw .malformed(id: fields.id, field: "conversation")
        }
        return id
    }

    private static func seq(_ fields: Fields) throws(Fault) -> Int64 {
        guard let seq = fields.seq, seq >= 0 else { throw .malformed(id: fields.id, field: "seq") }
        return seq
    }
}
