import Channels
import Conversations
import Customers
import Foundation
import Journey
import Store

/// A colleague or the automatic answers wrote → the company's own system is told, signed.
struct MessageToWebhook: Reaction {
    static let name = "message-to-webhook"
    let channels: Channels
    let customers: Customers

    /// The body of a webhook (Standard Webhooks: type, timestamp, data).
    struct Event: Encodable, Sendable {
        struct Data: Encodable, Sendable {
            let conversation: ConversationID
            let seq: Int64
            let customer: CustomerID
            /// The company's own name of the customer, where it gave one.
            let user: String?
            let author: Author
            let kind: Message.Kind
            let text: String
        }

        let type: String
        let timestamp: Timestamp
        let data: Data
    }

    func prepare(_ input: Recorded<MessageAccepted>) async throws -> Bool? {
        input.payload.author.kind == .customer ? nil : true
    }

    func apply(_: Bool, to input: Recorded<MessageAccepted>, in tx: Transaction) throws {
        let message = input.payload
        guard let channel = try channels.find(message.channel, in: tx), channel.webhookURL != nil else { return }
        let profile = try customers.profile(message.customer, as: .system, in: tx)
        let user = profile.identities.first { $0.channel == channel.id && $0.verified }?.externalID
        let event = Event(
            type: "message.created", timestamp: input.fact.occurredAt,
            data: .init(
                conversation: message.conversation, seq: message.seq, customer: message.customer, user: user,
                author: message.author, kind: message.messageKind, text: message.text))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let body = String(decoding: try encoder.encode(event), as: UTF8.self)
        try tx.send(body, to: "webhook/\(channel.id)", key: "message/\(message.conversation)/\(message.seq)")
    }
}
