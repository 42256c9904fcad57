/// Finds whom a sentence is about: the customer, a child, a parent or the spouse.
struct PersonRule {
    /// A word for a person, where it stands.
    struct Mention {
        let range: Range<Int>
        /// `self`, `child`, `parent`, `spouse`; nil for other people, whose age may still be named.
        let person: String?
    }

    private static let words: [(person: String?, words: [String])] = [
        (
            "child",
            [
                "孩子", "小孩", "宝宝", "宝贝", "女儿", "儿子", "闺女", "娃", "小朋友", "男孩", "女孩", "大宝", "二宝", "老大", "老二", "老三",
                "小学生", "初中生", "高中生", "婴儿", "daughter", "son", "child", "children", "kid", "kids", "baby", "boy",
                "girl", "toddler",
            ]
        ),
        (
            "parent",
            [
                "爸爸", "妈妈", "爸", "妈", "父亲", "母亲", "父母", "老人家", "公公", "婆婆", "岳父", "岳母", "丈母娘", "老丈人", "mother",
                "father", "mom", "mum", "dad", "parents", "parent", "mother-in-law", "father-in-law",
            ]
        ),
        ("spouse", ["老公", "老婆", "丈夫", "妻子", "媳妇", "太太", "爱人", "husband", "wife", "spouse"]),
        ("self", ["自己", "本人", "myself"]),
        (
            nil,
            [
                "阿姨", "叔叔", "大爷", "大妈", "爷爷", "奶奶", "姥姥", "姥爷", "外公", "外婆", "哥", "姐", "弟", "妹", "宝妈", "奶爸", "儿媳妇",
                "他", "她", "brother", "sister", "friend",
            ]
        ),
    ]

    private struct Word {
        let characters: [Character]
        let person: String?
    }

    /// By first character, longest first.
    private static let byFirst: [Character: [Word]] = {
        let all = words.flatMap { group in group.words.map { Word(characters: Array($0), person: group.person) } }
        let sorted = all.sorted { $0.characters.count > $1.characters.count }
        return Dictionary(grouping: sorted) { $0.characters.first ?? FoldedLine.blank }
    }()

    let mentions: [Mention]

    init(_ line: FoldedLine) {
        var mentions: [Mention] = []
        var position = 0
        while position < line.count {
            let fitting = Self.byFirst[line[position]]?.first { line.hasWhole($0.characters, at: position) }
            let end = position + (fitting?.characters.count ?? 1)
            if let fitting { mentions.append(Mention(range: position..<end, person: fitting.person)) }
            position = end
        }
        self.mentions = mentions
    }

    /// The person the sentence is about: whom something is for, else whoever is named first, else the customer.
    func find(in line: FoldedLine, ages: [AgeRule.Mention]) -> Entity? {
        let named = mentions.filter { $0.person != nil }
        let chosen =
            named.first { isBeneficiary($0, in: line) } ?? named.first { $0.person != "self" } ?? named.first
        if let chosen, let person = chosen.person { return entity(person, chosen.range, in: line) }
        // "我三十五": the age itself says who is meant.
        guard let own = ages.first(where: { $0.isOwn }) else { return nil }
        return entity("self", own.range, in: line)
    }

    /// The last person named before a position within the same clause.
    func last(before position: Int, in line: FoldedLine) -> Mention? {
        let clause = line.clause(around: position)
        return mentions.last { $0.range.upperBound <= position && $0.range.lowerBound >= clause.lowerBound }
    }

    private func isBeneficiary(_ mention: Mention, in line: FoldedLine) -> Bool {
        var place = mention.range.lowerBound
        for filler in ["我家", "我们", "我", "咱", "my ", "our ", "a ", "the "] where line.has(filler, endingAt: place) {
            place -= filler.count
            break
        }
        return line.hasAny(["给", "帮", "为", "替", "for "], endingAt: place)
    }

    private func entity(_ person: String, _ range: Range<Int>, in line: FoldedLine) -> Entity {
        Entity(
            kind: .person, text: line.text(range), value: .text(person), start: range.lowerBound,
            end: range.upperBound)
    }
}
