import Channels
import Conversations
import Customers
import Journey
import Routing
import Security
import Staff
import Store

/// What both ends of a conversation do, over the socket or over HTTP.
extension House {
    /// Takes a message from either end; returns once it is on disk.
    ///
    /// - Parameter conversation: a visitor may leave it out and gets the open one, or a new one.
    func say(
        _ text: String, clientId: String, in conversation: ConversationID?, as caller: Caller
    ) async throws -> Message {
        switch caller {
        case .visitor(let claim):
            return try await store.write { tx in
                if let conversation {
                    _ = try conversations.visible(conversation, as: .customer(claim.customer), in: tx)
                }
                return try visitorSays(text, clientId: clientId, claim, in: tx)
            }
        case .agent(let signedIn):
            guard let conversation else { throw InputRefusal.empty(field: "conversation") }
            return try await store.write { tx in
                try colleagueSays(text, clientId: clientId, in: conversation, signedIn, tx: tx)
            }
        case .anyone, .channel: throw WebRefusal.signInNeeded
        }
    }

    /// What the company tells of itself stays readable; the customer's own data does not.
    private func colleagueSays(
        _ text: String, clientId: String, in conversation: ConversationID, _ signedIn: SignedIn, tx: Transaction
    ) throws -> Message {
        let colleague = signedIn.colleague
        let known = try conversations.repeated(clientId, in: conversation, by: colleague, in: tx)
        if let known { return known }
        let thread = try visible(conversation, as: .agent(colleague), in: tx)
        guard thread.lifecycle.state != .closed else { throw ConversationRefusal.closed }
        if thread.lifecycle.state.agent == nil {
            let me = try staff.agent(colleague.id, as: .system, in: tx)
            try routing.take(conversation, customer: thread.customer, by: me, as: .agent(colleague), in: tx)
        }
        let sealed = try vault.sealKnown(try Self.checked(text), for: thread.customer, in: tx)
        return try conversations.reply(
            sealed, clientId: clientId, in: conversation, as: colleague, named: signedIn.name,
            speaking: try language(of: thread.customer, in: tx), in: tx)
    }

    /// The language in which the product speaks to a customer.
    func language(of customer: CustomerID, in reader: Reader) throws -> Language {
        try customers.profile(customer, as: .system, in: reader).language.hasPrefix("en") ? .english : .chinese
    }

    /// Personal data is taken out before the text is kept anywhere else.
    func visitorSays(
        _ text: String, clientId: String, _ claim: VisitorClaim, in tx: Transaction
    ) throws -> Message {
        guard try channels.find(claim.channel, in: tx)?.active == true else { throw ChannelRefusal.inactive }
        let sealed = try vault.seal(try Self.checked(text), for: claim.customer, in: tx)
        let profile = try customers.profile(claim.customer, as: .system, in: tx)
        try noteContacts(in: sealed, of: profile, in: tx)
        return try conversations.accept(
            sealed, clientId: clientId, from: claim.customer, named: profile.name, on: claim.channel, in: tx)
    }

    /// A number or address that the customer gives becomes part of the profile, in masked form.
    private func noteContacts(in sealed: String, of profile: Profile, in tx: Transaction) throws {
        for (placeholder, _) in Placeholder.all(in: sealed) {
            switch placeholder.kind {
            case .phone where profile.phonePlaceholder != placeholder.text:
                let change = CustomerChange(phoneMasked: placeholder.masked, phonePlaceholder: placeholder.text)
                try customers.update(profile.id, change, as: .system, in: tx)
            case .email where profile.emailMasked != placeholder.masked:
                try customers.update(profile.id, CustomerChange(emailMasked: placeholder.masked), as: .system, in: tx)
            default: break
            }
        }
    }

    /// Measured before sealing: a placeholder is longer than what it stands for. One character may be any number of
    /// bytes, and no frame could carry it.
    private static func checked(_ text: String) throws -> String {
        let charactersMax = Conversations.textCharactersMax / 2
        guard text.utf8.count <= 16 * charactersMax else {
            throw InputRefusal.tooLong(field: "text", charactersMax: charactersMax)
        }
        return try accepted(text, field: "text", charactersMax: charactersMax)
    }

    func typing(_ on: Bool, in id: ConversationID, by side: Side, as scope: Scope) async throws {
        let (audience, writer) = try await store.read { reader in
            (try visible(id, as: scope, in: reader).audience, try name(of: scope, in: reader))
        }
        hub.live.tell(.typing(id, audience: audience, side, name: writer, on: on))
    }

    func received(
        _ id: ConversationID, delivered: Int64?, read: Int64?, by side: Side, as scope: Scope
    ) async throws {
        try await store.write { tx in
            let thread = try visible(id, as: scope, in: tx)
            // Whoever only looks on has not read it for the one who answers.
            if case .agent(let colleague) = scope, thread.owner != colleague.id { return }
            try conversations.receive(id, delivered: delivered, read: read, by: side, as: scope, in: tx)
        }
    }

    /// The conversation, within the row scope: a supervisor's reaches the own teams only.
    func visible(_ id: ConversationID, as scope: Scope, in reader: Reader) throws -> Thread {
        let thread = try conversations.visible(id, as: scope, in: reader)
        guard let owner = thread.owner, try sees(owner, as: scope, in: reader) else {
            if thread.owner == nil { return thread }
            throw ConversationRefusal.unknown
        }
        return thread
    }

    /// Whether this one may know the customer: has or had a conversation, or one that nobody has, within the row scope.
    func knows(_ customer: CustomerID, as scope: Scope, in reader: Reader) throws -> Bool {
        try conversations.all(of: customer, in: reader).contains { thread in
            do {
                _ = try visible(thread.id, as: scope, in: reader)
                return true
            } catch ConversationRefusal.unknown {
                return false
            }
        }
    }

    /// Whether what this agent has is within the scope.
    func sees(_ agent: AgentID, as scope: Scope, in reader: Reader) throws -> Bool {
        guard case .agent(let colleague) = scope, colleague.role == .supervisor, agent != colleague.id else {
            return true
        }
        let team = try staff.agent(agent, as: .system, in: reader).team
        return team.map { colleague.teams.contains($0.id) } ?? false
    }

    private func name(of scope: Scope, in reader: Reader) throws -> String {
        switch scope {
        case .system: return ""
        case .customer(let id): return try customers.profile(id, as: .system, in: reader).name
        case .agent(let colleague): return try staff.agent(colleague.id, as: .system, in: reader).name
        }
    }
}
