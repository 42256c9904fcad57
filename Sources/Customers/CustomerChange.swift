import Journey

/// What is changed about a customer; `nil` leaves it as it is.
public struct CustomerChange: Sendable, Hashable, Codable {
    /// Tags of one customer.
    public static let tagsMax = 50
    /// Characters of one tag.
    public static let tagCharactersMax = 32
    /// Characters of a region's name.
    public static let regionCharactersMax = 64
    /// As BCP 47 recommends to allow for.
    public static let languageCharactersMax = 35
    /// Characters of a masked form or a placeholder.
    public static let maskedCharactersMax = 128

    /// Cleaned like a visitor's own; refused when nothing is left.
    public var name: String?
    /// Given by the company, never by the customer.
    public var level: CustomerLevel?
    /// As people say it: a province, a city.
    public var region: String?
    /// BCP 47.
    public var language: String?
    /// Only in masked form: a number with its digits is refused.
    public var phoneMasked: String?
    /// The vault's name for the number.
    public var phonePlaceholder: String?
    /// Only in masked form: an address that can be read is refused.
    public var emailMasked: String?
    /// All of them; kept in order, each once.
    public var tags: [String]?

    public init(
        name: String? = nil, level: CustomerLevel? = nil, region: String? = nil, language: String? = nil,
        phoneMasked: String? = nil, phonePlaceholder: String? = nil, emailMasked: String? = nil,
        tags: [String]? = nil
    ) {
        self.name = name
        self.level = level
        self.region = region
        self.language = language
        self.phoneMasked = phoneMasked
        self.phonePlaceholder = phonePlaceholder
        self.emailMasked = emailMasked
        self.tags = tags
    }

    /// The profile as it would be afterwards.
    func applied(to old: Profile) throws -> Profile {
        Profile(
            id: old.id, name: try name.map(Self.checked(name:)) ?? old.name, level: level ?? old.level,
            region: try region.map { try accepted($0, field: "region", charactersMax: Self.regionCharactersMax) }
                ?? old.region,
            language: try language.map(Self.checked(language:)) ?? old.language,
            phoneMasked: try phoneMasked.map { try Self.masked($0, field: "phone") } ?? old.phoneMasked,
            phonePlaceholder: try phonePlaceholder.map {
                try accepted($0, field: "phone", charactersMax: Self.maskedCharactersMax)
            } ?? old.phonePlaceholder,
            emailMasked: try emailMasked.map { try Self.masked($0, field: "email") } ?? old.emailMasked,
            tags: try tags.map(Self.checked(tags:)) ?? old.tags, visits: old.visits, orders: old.orders,
            spent: old.spent, firstSeenAt: old.firstSeenAt, lastSeenAt: old.lastSeenAt, identities: old.identities)
    }

    private static func checked(name: String) throws -> String {
        guard name.count <= DisplayName.charactersMax else {
            throw InputRefusal.tooLong(field: "name", charactersMax: DisplayName.charactersMax)
        }
        guard let name = DisplayName.sanitised(name) else { throw InputRefusal.empty(field: "name") }
        return name
    }

    /// Letters, digits and hyphens, as BCP 47 has them.
    static func checked(language: String) throws -> String {
        let language = try accepted(language, field: "language", charactersMax: languageCharactersMax).lowercased()
        let plain = language.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard plain else { throw InputRefusal.malformed(field: "language") }
        return language
    }

    /// Refuses what still tells the number or the address: three stars at least, and no run of five digits.
    private static func masked(_ text: String, field: String) throws -> String {
        let text = try accepted(text, field: field, charactersMax: maskedCharactersMax)
        let longestRun = text.split { !$0.isNumber }.map(\.count).max() ?? 0
        guard text.contains("***"), longestRun <= 4 else { throw InputRefusal.malformed(field: field) }
        return text
    }

    private static func checked(tags: [String]) throws -> [String] {
        guard tags.count <= tagsMax else { throw InputRefusal.malformed(field: "tags") }
        return Set(try tags.map { try accepted($0, field: "tags", charactersMax: tagCharactersMax) }).sorted()
    }
}
