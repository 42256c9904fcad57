import Channels
import Conversations
import Foundation
import Journey
import Store

/// A colleague or the automatic answers wrote → the company's own system is told, signed.
struct MessageToWebhook: Reaction {
    static let name = "message-to-webhook"
    let channels: Channels

    /// The body of a webhook (Standard Webhooks: type, timestamp, data).
    struct Event: Encodable, Sendable {
        struct Data: Encodable, Sendable {
            let conversation: ConversationID
            let seq: Int64
            let customer: CustomerID
            let author: Author
            let kind: Message.Kind
            let text: String
        }

        let type: String
        let timestamp: Timestamp
        let data: Data
    }

    func prepare(_ input: Recorded<MessageAccepted>) async throws -> String? {
        let message = input.payload
        guard message.author.kind != .customer else { return nil }
        let event = Event(
            type: "message.created", timestamp: input.fact.occurredAt,
            data: .init(
                conversation: message.conversation, seq: message.seq, customer: message.customer,
                author: message.author, kind: message.messageKind, text: message.text))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return String(decoding: try encoder.encode(event), as: UTF8.self)
    }

    func apply(_ body: String, to input: Recorded<MessageAccepted>, in tx: Transaction) throws {
        let message = input.payload
        guard let channel = try channels.find(message.channel, in: tx), channel.webhookURL != nil else { return }
        try tx.send(
            body, to: "webhook/\(channel.id)", key: "message/\(message.conversation)/\(message.seq)")
    }
}
