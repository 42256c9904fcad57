import Conversations
import Foundation
import Journey

/// What the server writes into a socket; see docs/guide/protocol.md.
enum ServerFrame {
    static func message(_ topic: Topic, json: String) -> String {
        #"{"type":"message","topic":"\#(topic.name)","message":\#(json)}"#
    }

    static func entry(_ topic: Topic, _ entry: Feed.Entry) -> String {
        let conversation = entry.conversation.map { "\"\($0)\"" } ?? "null"
        return #"{"type":"feed","topic":"\#(topic.name)","number":\#(entry.number),"kind":"\#(entry.kind.rawValue)","#
            + #""conversation":\#(conversation),"data":\#(entry.data),"at":"\#(entry.at)"}"#
    }

    static func receipt(_ conversation: ConversationID, _ side: Side, _ marks: Receipts.Marks) -> String {
        #"{"type":"receipt","conversation":"\#(conversation)","by":"\#(side.rawValue)","#
            + #""delivered":\#(marks.delivered),"read":\#(marks.read)}"#
    }

    static func typing(_ conversation: ConversationID, _ side: Side, name: String, on: Bool) -> String {
        #"{"type":"typing","conversation":"\#(conversation)","by":"\#(side.rawValue)","#
            + #""name":\#(quoted(name)),"on":\#(on)}"#
    }

    static func presence(_ agent: AgentID, _ state: String) -> String {
        #"{"type":"presence","agent":"\#(agent)","state":"\#(state)"}"#
    }

    static func welcome(as side: Side, id: String) -> String {
        let who = side == .customer ? "visitor" : "agent"
        return #"{"type":"welcome","v":1,"as":"\#(who)","id":"\#(id)","pingSeconds":25}"#
    }

    static func followed(_ topic: Topic, at number: Int64) -> String {
        #"{"type":"followed","topic":"\#(topic.name)","at":\#(number)}"#
    }

    static func behind(_ topic: Topic, after number: Int64) -> String {
        #"{"type":"behind","topic":"\#(topic.name)","after":\#(number)}"#
    }

    static func board(_ json: String) -> String { #"{"type":"board","figures":\#(json)}"# }

    static func acknowledged(_ message: Message) -> String {
        #"{"type":"ack","id":\#(quoted(message.clientId)),"conversation":"\#(message.conversation)","#
            + #""seq":\#(message.seq),"at":"\#(message.at)"}"#
    }

    static func refused(id: String?, code: String, sentence: String, field: String?) -> String {
        #"{"type":"error","id":\#(id.map(quoted) ?? "null"),"code":"\#(code)","message":\#(quoted(sentence)),"#
            + #""field":\#(field.map(quoted) ?? "null")}"#
    }

    static let pong = #"{"type":"pong"}"#

    private static func quoted(_ text: String) -> String {
        let encoded = try? JSONEncoder().encode(text)
        return encoded.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
