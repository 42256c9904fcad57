/// How personal data looks to those who may not see it (脱敏): enough to recognise one's own, too little to use.
public enum Masking {
    /// The masked form of a normalised value.
    ///
    /// `138****5678`, `010****5678`, `110101********1234`, `6222 **** **** 1234`, `z***@x.com`, `京A***12`, and an
    /// address down to city or district.
    public static func mask(_ value: String, as kind: PersonalKind) -> String {
        switch kind {
        case .phone: phone(value)
        case .landline: middle(value, front: value.hasPrefix("0") ? landlineArea(value) : 0, back: 4, stars: 4)
        case .residentID: residentID(value)
        case .bankCard: bankCard(value)
        case .email: email(value)
        case .address: address(value)
        case .plate: middle(value, front: 2, back: 2, stars: 3)
        }
    }

    /// A person's name: `张*`, `张**`, `欧阳**`; of other names the first letter.
    public static func name(_ name: String) -> String {
        let characters = Array(name.filter { !$0.isWhitespace })
        guard let first = characters.first else { return "" }
        let isChinese = first.unicodeScalars.allSatisfy(\.isHan)
        guard isChinese else { return "\(first)***" }
        let isDouble = characters.count >= 3 && doubleSurnames.contains(String(characters.prefix(2)))
        let shown = isDouble ? 2 : 1
        return String(characters.prefix(shown)) + stars(min(4, max(1, characters.count - shown)))
    }

    /// Whether a text is a masked form: an update that carries one must not overwrite the original.
    public static func isMasked(_ text: String) -> Bool { text.contains("**") || text.hasSuffix("*") }

    private static func phone(_ value: String) -> String {
        // Of a foreign number the country code and a little more.
        guard value.hasPrefix("+") else { return middle(value, front: 3, back: 4, stars: 4) }
        return middle(value, front: 4, back: 2, stars: 4)
    }

    private static func landlineArea(_ value: String) -> Int { value.hasPrefix("01") || value.hasPrefix("02") ? 3 : 4 }

    private static func residentID(_ value: String) -> String {
        value.count == 15
            ? middle(value, front: 6, back: 3, stars: 6) : middle(value, front: 6, back: 4, stars: 8)
    }

    private static func bankCard(_ value: String) -> String {
        guard value.count >= 13 else { return stars(4) }
        return "\(value.prefix(4)) **** **** \(value.suffix(4))"
    }

    private static func email(_ value: String) -> String {
        guard let at = value.lastIndex(of: "@"), at > value.startIndex else { return stars(4) }
        return "\(value.prefix(1))***\(value[at...])"
    }

    /// Down to the last city or district that is named.
    private static func address(_ value: String) -> String {
        let marks: Set<Character> = ["省", "市", "区", "县", "旗", "州"]
        guard let end = value.prefix(20).lastIndex(where: { marks.contains($0) }) else { return stars(4) }
        return value[...end] + stars(4)
    }

    private static func middle(_ value: String, front: Int, back: Int, stars count: Int) -> String {
        guard value.count > front + back else { return stars(4) }
        return value.prefix(front) + stars(count) + value.suffix(back)
    }

    private static func stars(_ count: Int) -> String { String(repeating: "*", count: count) }

    private static let doubleSurnames: Set<String> = [
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "端木",
        "轩辕", "夏侯", "独孤", "南宫", "西门", "百里", "呼延", "闻人", "澹台", "公冶", "淳于", "单于", "申屠", "太史",
    ]
}
