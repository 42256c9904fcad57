import Channels
import Conversations
import Customers
import Journey
import Security
import Store

/// The HTTP API channel: a company's own server speaks for its users, and is told of answers by signed webhooks.
enum AppRoutes {
    struct Incoming: Codable, Sendable {
        struct User: Codable, Sendable {
            /// The company's own name of the customer.
            let id: String
            let name: String?
        }

        let from: User
        /// The sender's own id of this message.
        let id: String
        let text: String
        let locale: String?
    }

    static func all(_ house: House) -> [Route] {
        [
            .post("/api/v1/app/messages", .channel, "A customer of the app wrote", status: 201) {
                (call: Call, incoming: Incoming) in
                guard case .channel(let id) = call.caller else { throw WebRefusal.tokenNeeded }
                return try await house.store.write { tx in
                    let customer = try house.customers.arrive(
                        channel: id, externalID: incoming.from.id, verified: true,
                        name: incoming.from.name.map(PersonalData.masked),
                        language: incoming.locale, in: tx)
                    let claim = VisitorClaim(customer: customer, channel: id)
                    return VisitorRoutes.Accepted(
                        message: try house.visitorSays(incoming.text, clientId: incoming.id, claim, in: tx))
                }
            },
            .get(
                "/api/v1/app/conversations/{id}/messages", .channel, "Messages after a number",
                query: [QueryField("after", .number), QueryField("limit", .number)]
            ) { call in
                guard case .channel(let channel) = call.caller else { throw WebRefusal.tokenNeeded }
                let id: ConversationID = try call.parameter("id")
                let after = try call.number("after", in: 0...Int64.max, usual: 0)
                let limit = Int(try call.number("limit", in: 1...VisitorRoutes.messagesMax, usual: 100))
                return try await house.store.read { reader in
                    let thread = try house.conversations.visible(id, as: .system, in: reader)
                    guard thread.channel == channel else { throw ConversationRefusal.unknown }
                    let items = try house.conversations.messages(of: id, after: after, limit: limit, in: reader)
                    return VisitorRoutes.Messages(
                        items: items, lastSeq: thread.lastSeq, receipts: thread.receipts)
                }
            },
        ]
    }
}
