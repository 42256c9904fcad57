/// What one attribute holds, and so what it may be compared with.
public enum AttributeKind: Sendable, Equatable, Hashable {
    /// A text; with known values, a literal outside them is refused when the condition is saved.
    case text(known: [String] = [])
    /// A place's name or code; behaves as a text.
    case region
    /// A whole or real number.
    case number
    /// An amount in one currency; literals are written in major units (`total >= 99.50`), values arrive in minor ones.
    case money(currency: String, fractionDigits: Int = 2)
    /// An instant; literals are written `'2026-01-31'`, `'2026-01-31 08:30'` or with a zone, `'…T08:30:00Z'`.
    case time
    /// Tags and the like, asked with `CONTAINS(tags, 'new')`.
    case set
    /// True or false; may stand alone as a condition.
    case bool
    /// Anything a SQLite column without a type holds.
    case any
}

/// A named value that conditions and templates may use.
public struct Attribute: Sendable, Equatable, Hashable {
    /// As written in conditions; upper and lower case are the same. Parts may be joined by dots.
    public let name: String
    public let kind: AttributeKind
    /// What people call it, by language; the name when absent.
    public let labels: [Language: String]

    public init(_ name: String, _ kind: AttributeKind, labels: [Language: String] = [:]) {
        self.name = name
        self.kind = kind
        self.labels = labels
    }

    func label(in language: Language) -> String { labels[language] ?? name }
}

/// The attributes a condition may speak of, and how strictly it is checked.
///
/// Under ``Typing/strict`` a comparison of a text with a number, an amount with a time and so on is a complaint when
/// the condition is saved, and so is any comparison with NULL. Under ``Typing/sqlite`` nothing is: values compare as
/// in SQLite columns without a type, where every number sorts before every text (`age = '35'` is false for 35, and
/// `'10' < 9` is false). Both give the same answers for every condition that strict checking accepts.
public struct Schema: Sendable, Equatable {
    public enum Typing: Sendable, Hashable { case strict, sqlite }

    public enum Fault: Error, Equatable {
        case duplicateName(String)
        /// Not a name a condition could contain: a keyword, a blank, or odd characters.
        case badName(String)
        case tooManyAttributes
    }

    public let attributes: [Attribute]
    public let typing: Typing
    /// Offset from UTC, in seconds, of time literals that name no zone.
    public let zoneOffsetSeconds: Int
    private let slots: [String: Int]
    /// Equal for schemas that lay out their values alike.
    let layout: Int

    public init(_ attributes: [Attribute], typing: Typing = .strict, zoneOffsetSeconds: Int = 0) throws(Fault) {
        guard attributes.count <= ExpressionLimits.attributesMax else { throw .tooManyAttributes }
        var slots: [String: Int] = [:]
        for (slot, attribute) in attributes.enumerated() {
            guard Lexer.isName(attribute.name) else { throw .badName(attribute.name) }
            guard slots.updateValue(slot, forKey: attribute.name.lowercased()) == nil else {
                throw .duplicateName(attribute.name)
            }
        }
        self.attributes = attributes
        self.typing = typing
        self.zoneOffsetSeconds = zoneOffsetSeconds
        self.slots = slots
        var hasher = Hasher()
        for attribute in attributes { hasher.combine(attribute) }
        hasher.combine(typing)
        hasher.combine(zoneOffsetSeconds)
        self.layout = hasher.finalize()
    }

    /// A schema that checks names only and compares as SQLite does.
    public static func sqlite(_ names: [String]) throws(Fault) -> Schema {
        try Schema(names.map { Attribute($0, .any) }, typing: .sqlite)
    }

    func slot(named name: String) -> Int? { slots[name] ?? slots[name.lowercased()] }
}
