import Channels
import Conversations
import Customers
import Journey
import Security
import Store

/// What the widget and a company's app use.
enum VisitorRoutes {
    /// Seconds that a long poll may wait.
    static let waitSecondsMax: Int64 = 30
    static let messagesMax: Int64 = 200

    struct Opening: Codable, Sendable {
        /// A user of the host site, proven by `hash` = hex(HMAC-SHA256(channel secret, id)).
        struct User: Codable, Sendable {
            let id: String
            let hash: String
            let name: String?
        }

        /// The channel's public key.
        let channel: String
        /// From an earlier session, if there was one.
        let token: String?
        let user: User?
        let locale: String?
    }

    struct Opened: Codable, Sendable {
        struct Customer: Codable, Sendable { let id: CustomerID }

        struct Current: Codable, Sendable {
            let id: ConversationID
            let lastSeq: Int64
            let state: String
            let receipts: Receipts
        }

        struct Company: Codable, Sendable {
            let name: String
            let nameEn: String
        }

        let token: String
        let customer: Customer
        let conversation: Current?
        let company: Company
        let greeting: String
        let locale: String
    }

    struct Draft: Codable, Sendable {
        /// The sender's own id of this message.
        let id: String
        let text: String
        let conversation: ConversationID?
    }

    struct Accepted: Codable, Sendable { let message: Message }

    struct Marks: Codable, Sendable {
        let conversation: ConversationID
        let delivered: Int64?
        let read: Int64?
    }

    struct Typing: Codable, Sendable {
        let conversation: ConversationID
        let on: Bool
    }

    struct Messages: Codable, Sendable {
        let items: [Message]
        let lastSeq: Int64
        let receipts: Receipts
    }

    static func all(_ house: House) -> [Route] {
        [
            .post("/api/v1/visitor/session", .anyone, "Begin or go on as a visitor", status: 201) {
                (call: Call, opening: Opening) in try await open(opening, house)
            }.limited(perMinute: 120).neverStored(),
            .get(
                "/api/v1/visitor/messages", .visitor, "Messages after a number; waits for one if there is none",
                query: [
                    QueryField("conversation", .id, isRequired: true), QueryField("after", .number),
                    QueryField("wait", .number, "seconds, at most \(waitSecondsMax)"),
                ]
            ) { call in
                guard let id: ConversationID = try call.queryID("conversation") else {
                    throw InputRefusal.empty(field: "conversation")
                }
                return try await house.messages(of: id, call)
            }.waiting(),
            .post("/api/v1/visitor/messages", .visitor, "Write a message", status: 201) {
                (call: Call, draft: Draft) in
                Accepted(
                    message: try await house.say(
                        draft.text, clientId: draft.id, in: draft.conversation, as: call.caller))
            },
            .post("/api/v1/visitor/receipts", .visitor, "Say what was received and read") {
                (call: Call, marks: Marks) in
                try await house.received(
                    marks.conversation, delivered: marks.delivered, read: marks.read, by: .customer,
                    as: try call.scope())
                return Empty()
            },
            .post("/api/v1/visitor/typing", .visitor, "Say that the visitor is writing") {
                (call: Call, typing: Typing) in
                try await house.typing(typing.on, in: typing.conversation, by: .customer, as: try call.scope())
                return Empty()
            },
        ]
    }

    private static func open(_ opening: Opening, _ house: House) async throws -> Opened {
        try await house.store.write { tx in
            let channel = try house.channels.active(key: opening.channel, in: tx)
            let customer = try house.customer(for: opening, on: channel, in: tx)
            let token = VisitorToken(customer: customer, channel: channel.id, at: tx.now)
            let current = try house.conversations.current(of: customer, on: channel.id, in: tx)
            return Opened(
                token: token.signed(with: house.visitorKey), customer: .init(id: customer),
                conversation: current.map {
                    .init(
                        id: $0.id, lastSeq: $0.lastSeq, state: $0.lifecycle.state.name, receipts: $0.receipts)
                },
                company: .init(name: house.company.name.zh, nameEn: house.company.name.en), greeting: channel.greeting,
                locale: opening.locale?.hasPrefix("en") == true ? "en" : "zh")
        }
    }
}

extension House {
    /// Who opens: a proven user of the host site, the visitor of an earlier token, or somebody new.
    fileprivate func customer(
        for opening: VisitorRoutes.Opening, on channel: Channel, in tx: Transaction
    ) throws -> CustomerID {
        let language = opening.locale?.hasPrefix("en") == true ? "en" : "zh"
        let earlier = opening.token.flatMap { VisitorToken($0, key: visitorKey, at: tx.now) }
            .flatMap { $0.channel == channel.id ? $0.customer : nil }
        if let user = opening.user {
            guard HostUserProof.verify(user.hash, secret: channel.secret, user: user.id) else {
                throw ChannelRefusal.badProof
            }
            return try customers.arrive(
                channel: channel.id, externalID: user.id, verified: true, visiting: earlier,
                name: user.name.map(PersonalData.masked),
                language: language, in: tx)
        }
        // A proven user whom the host no longer names has signed out there: whoever sits here now is somebody else.
        if let earlier, try !isProven(earlier, on: channel, in: tx) {
            try customers.visit(earlier, on: channel.id, as: .system, in: tx)
            return earlier
        }
        let visitor = "visitor-\(tx.id(of: CustomerSubject.self))"
        return try customers.arrive(
            channel: channel.id, externalID: visitor, verified: false, language: language, in: tx)
    }

    private func isProven(_ customer: CustomerID, on channel: Channel, in reader: Reader) throws -> Bool {
        try customers.profile(customer, as: .system, in: reader).identities
            .contains { $0.channel == channel.id && $0.verified }
    }

    /// Messages after a number, as a long poll if asked.
    func messages(of id: ConversationID, _ call: Call) async throws -> VisitorRoutes.Messages {
        let scope = try call.scope()
        let after = try call.number("after", in: 0...Int64.max, usual: 0)
        let before = try call.number("before", in: 0...Int64.max, usual: 0)
        let wait = try call.number("wait", in: 0...VisitorRoutes.waitSecondsMax, usual: 0)
        let limit = Int(try call.number("limit", in: 1...VisitorRoutes.messagesMax, usual: 100))
        let found = try await hub.poll(.conversation(id), secondsMax: Double(wait)) {
            let page = try await store.read { reader in
                let thread = try visible(id, as: scope, in: reader)
                let items = try conversations.messages(
                    of: id, after: after, before: before > 0 ? before : nil, limit: limit, in: reader)
                return VisitorRoutes.Messages(items: items, lastSeq: thread.lastSeq, receipts: thread.receipts)
            }
            return page.items.isEmpty && wait > 0 ? nil : page
        }
        if let found { return found }
        return try await store.read { reader in
            let thread = try visible(id, as: scope, in: reader)
            return VisitorRoutes.Messages(items: [], lastSeq: thread.lastSeq, receipts: thread.receipts)
        }
    }
}
