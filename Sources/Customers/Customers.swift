public import Journey
public import Store

/// Who the customers are, and how their deals stand. The only door to these tables.
public struct Customers: Sendable {
    /// Characters of a channel's name for a person.
    public static let externalIDCharactersMax = 200
    /// A customer seen again within this time is still on the same visit.
    public static let visitSecondsMax = 1800.0

    let rows = CustomersStore()

    /// The door holds no state: the tables do.
    public init() {}

    /// Finds the customer behind a channel's name for her, or makes one; counts the visit.
    ///
    /// - Parameters:
    ///   - externalID: the channel's own name for the person.
    ///   - verified: whether the channel has proved it. A claim never opens the profile of someone proved, and proof
    ///     never joins the profile that a mere claim has made.
    ///   - visiting: the customer that this browser is already; a proved name seen for the first time is added to
    ///     her, unless she has another one on this channel.
    ///   - name: what she calls herself; cleaned and cut to 40 characters, replaced when nothing is left.
    ///   - language: BCP 47; Chinese when it is missing or malformed.
    @discardableResult
    public func arrive(
        channel: ChannelID, externalID: String, verified: Bool, visiting: CustomerID? = nil, name: String? = nil,
        region: String? = nil, language: String? = nil, as scope: Scope = .system, in tx: Transaction
    ) throws -> CustomerID {
        guard scope == .system else { throw ScopeRefusal.notYours }
        let external = try accepted(
            externalID, field: "user", charactersMax: Self.externalIDCharactersMax)
        let claim = Identity(channel: channel, externalID: external, verified: verified)
        let customer =
            try known(by: claim, in: tx)
            ?? newcomer(claim, visiting: visiting, name: name, region: region, language: language, in: tx)
        try seen(customer, on: channel, verified: verified, in: tx)
        return customer
    }

    /// Counts a visit, if the last sign of life is more than half an hour ago.
    public func visit(_ id: CustomerID, on channel: ChannelID, as scope: Scope, in tx: Transaction) throws {
        try scope.requireRight(over: id)
        let verified = try rows.identities(of: id, in: tx).contains { $0.channel == channel && $0.verified }
        try seen(id, on: channel, verified: verified, in: tx)
    }

    /// Changes what is known; any colleague, or the product. A change that changes nothing leaves no fact.
    @discardableResult
    public func update(
        _ id: CustomerID, _ change: CustomerChange, as scope: Scope, in tx: Transaction
    ) throws -> Profile {
        try scope.require(.agent)
        guard let before = try rows.lockedProfile(id, in: tx) else { throw CustomersRefusal.unknownCustomer }
        let after = try change.applied(to: before)
        let fields = before.differences(from: after)
        guard !fields.isEmpty else { return before }
        try rows.update(after, in: tx)
        try tx.record(
            CustomerChanged(
                customer: id, fields: fields, level: after.level, region: after.region, language: after.language,
                tags: after.tags, by: scope.colleague),
            on: FactStream.customer(id))
        return after
    }

    /// What is known about a customer: any colleague, or the customer herself.
    public func profile(_ id: CustomerID, as scope: Scope, in reader: Reader) throws -> Profile {
        try scope.requireRight(over: id)
        guard let profile = try rows.profile(id, in: reader) else { throw CustomersRefusal.unknownCustomer }
        return profile
    }

    /// Whoever has this name on this channel, as far as the claim reaches.
    private func known(by claim: Identity, in tx: Transaction) throws -> CustomerID? {
        guard let known = try rows.lockedIdentity(claim.externalID, on: claim.channel, in: tx) else { return nil }
        if known.verified && !claim.verified { throw CustomersRefusal.identityNotProven }
        return known.verified == claim.verified ? known.customer : nil
    }

    private func newcomer(
        _ claim: Identity, visiting: CustomerID?, name: String?, region: String?, language: String?,
        in tx: Transaction
    ) throws -> CustomerID {
        if claim.verified, let visiting, try joins(visiting, on: claim.channel, in: tx),
            try rows.bind(claim, to: visiting, in: tx)
        {
            return visiting
        }
        let customer = try insertNewcomer(name: name, region: region, language: language, in: tx)
        if try rows.bind(claim, to: customer, in: tx) { return customer }
        // Two first arrivals at the same moment: the other one was committed first, and hers is the profile.
        try rows.remove(customer, in: tx)
        guard let winner = try known(by: claim, in: tx) else { throw CustomersRefusal.identityNotProven }
        return winner
    }

    private func joins(_ visiting: CustomerID, on channel: ChannelID, in tx: Transaction) throws -> Bool {
        guard let profile = try rows.lockedProfile(visiting, in: tx) else { return false }
        return !profile.identities.contains { $0.channel == channel && $0.verified }
    }

    private func insertNewcomer(
        name: String?, region: String?, language: String?, in tx: Transaction
    ) throws -> CustomerID {
        let id = tx.id(of: CustomerSubject.self)
        let language = language.flatMap { try? CustomerChange.checked(language: $0) } ?? "zh"
        let region = region.flatMap {
            try? accepted($0, field: "region", charactersMax: CustomerChange.regionCharactersMax)
        }
        let name = DisplayName.sanitised(name) ?? DisplayName.ofVisitor(id, language: language)
        try rows.insert(id, name: name, region: region, language: language, in: tx)
        return id
    }

    private func seen(_ id: CustomerID, on channel: ChannelID, verified: Bool, in tx: Transaction) throws {
        guard let profile = try rows.lockedProfile(id, in: tx) else { throw CustomersRefusal.unknownCustomer }
        let isNewVisit =
            profile.visits == 0 || tx.now.seconds(since: profile.lastSeenAt) > Self.visitSecondsMax
        try rows.markSeen(id, visits: profile.visits + (isNewVisit ? 1 : 0), in: tx)
        guard isNewVisit else { return }
        try tx.record(
            CustomerArrived(
                customer: id, channel: channel, first: profile.visits == 0, visits: profile.visits + 1,
                verified: verified, level: profile.level, region: profile.region, language: profile.language),
            on: FactStream.customer(id))
    }
}

extension Profile {
    /// Names of the fields that a change has touched.
    func differences(from other: Profile) -> [String] {
        var fields: [String] = []
        if name != other.name { fields.append("name") }
        if level != other.level { fields.append("level") }
        if region != other.region { fields.append("region") }
        if language != other.language { fields.append("language") }
        if (phoneMasked, phonePlaceholder) != (other.phoneMasked, other.phonePlaceholder) { fields.append("phone") }
        if emailMasked != other.emailMasked { fields.append("email") }
        if tags != other.tags { fields.append("tags") }
        return fields
    }
}

extension Scope {
    /// The colleague who asks; `nil` for the product itself.
    var colleague: AgentID? {
        if case .agent(let colleague) = self { return colleague.id }
        return nil
    }

    /// Customers see themselves only.
    func requireRight(over id: CustomerID) throws(ScopeRefusal) {
        if case .customer(let own) = self, own != id { throw .notYours }
    }
}
