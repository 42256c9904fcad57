/// A language the product speaks.
public enum Language: String, Sendable, Codable, CaseIterable {
    case chinese = "zh"
    case english = "en"

    /// Picks from an `Accept-Language` header (RFC 9110 §12.5.4): the first of ours by weight, else Chinese.
    public static func preferred(_ header: String?) -> Language {
        let wishes = (header ?? "").split(separator: ",").compactMap { part -> (Language, Double)? in
            let pieces = part.split(separator: ";").map { $0.trimmingPrefix { $0 == " " } }
            guard let tag = pieces.first?.lowercased() else { return nil }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if tag.hasPrefix("zh") { return (.chinese, weight) }
            return tag.hasPrefix("en") ? (.english, weight) : nil
        }
        var best: (Language, Double)?
        for wish in wishes where wish.1 > (best?.1 ?? 0) { best = wish }
        return best?.0 ?? .chinese
    }
}

/// One sentence in both languages of the product.
public struct Phrase: Sendable, Hashable, Codable {
    public let zh: String
    public let en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    public func callAsFunction(_ language: Language) -> String { language == .chinese ? zh : en }
}
