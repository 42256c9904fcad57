/// Finds ages: with their unit (五岁, 18 months old), or bare after a person (我妈六十七了, I'm 34).
enum AgeRule {
    struct Mention {
        let range: Range<Int>
        let value: Int
        let isMonths: Bool
        /// The customer's own.
        let isOwn: Bool
    }

    private static let yearsMax = 120
    private static let monthsMax = 60
    /// "我三，" is a slip, not an age: nobody under this writes to a shop.
    private static let ownYearsMin = 14
    private static let yearUnits = [
        "周岁", "岁", "years old", "year old", "year-old", "-year-old", "-years-old", "years-old", "yrs old", "y/o",
    ]
    private static let monthUnits = ["个月", "months old", "month old", "month-old", "-month-old", "-months-old"]
    /// Words between a person and the number that say nothing about what the number is.
    private static let fillers = [
        "今年", "虚岁", "周岁", "刚满", "年龄", "年纪", "都是", "已经", "现在", "刚刚", "刚", "满", "才", "快", "都", "有", "是", "了", " ",
    ]
    private static let strongFillers = ["今年", "虚岁", "年龄", "年纪"]
    private static let closings = ["了", "整", "啦", "男", "女", "的人"]

    static func find(_ numbers: [NumberMention], persons: PersonRule, in line: FoldedLine) -> [Mention] {
        let found = numbers.compactMap { number in
            guard !number.isLarge else { return nil as Mention? }
            return withUnit(number, persons: persons, in: line) ?? bare(number, persons: persons, in: line)
        }
        // "两岁八个月" is two: months count only where no year is named.
        let years = found.filter { !$0.isMonths }
        return years.isEmpty ? found : years
    }

    /// Of several ages those of the person it is about: 孩子5岁，我35岁 is a child of five.
    static func of(_ person: Entity?, among ages: [Mention], in line: FoldedLine) -> [Mention] {
        guard ages.count > 1, let person else { return ages }
        let isOwn = person.value == .text("self")
        let beside = ages.filter { line.clause(around: person.start).overlaps($0.range) && $0.isOwn == isOwn }
        if !beside.isEmpty { return beside }
        let fitting = ages.filter { $0.isOwn == isOwn }
        return fitting.isEmpty ? ages : fitting
    }

    private static func withUnit(_ number: NumberMention, persons: PersonRule, in line: FoldedLine) -> Mention? {
        let after = line.skippingSpaces(number.range.upperBound)
        if let unit = line.longest(of: yearUnits, at: after), number.value <= yearsMax {
            let range = number.range.lowerBound..<(after + unit.count)
            return Mention(
                range: range, value: number.value, isMonths: false,
                isOwn: speaker(before: number.range.lowerBound, in: line))
        }
        guard let unit = line.longest(of: monthUnits, at: after), number.value <= monthsMax, !number.isFraction,
            unit != "个月" || isBaby(number, unitEnd: after + unit.count, persons: persons, in: line)
        else { return nil }
        let range = number.range.lowerBound..<(after + unit.count)
        return Mention(range: range, value: number.value, isMonths: true, isOwn: false)
    }

    /// "三个月" is mostly a waiting time; a baby's age stands beside the baby.
    private static func isBaby(
        _ number: NumberMention, unitEnd: Int, persons: PersonRule, in line: FoldedLine
    ) -> Bool {
        if line.has("大", at: unitEnd) { return true }
        let child = { (range: Range<Int>) in persons.mentions.contains { $0.person == "child" && $0.range == range } }
        let follower = line.has("的", at: unitEnd) ? unitEnd + 1 : unitEnd
        if persons.mentions.contains(where: { $0.person == "child" && $0.range.lowerBound == follower }) { return true }
        let place = withoutFillers(before: number.range.lowerBound, in: line).position
        return persons.mentions.contains { $0.range.upperBound == place && child($0.range) }
    }

    private static func bare(_ number: NumberMention, persons: PersonRule, in line: FoldedLine) -> Mention? {
        guard (1...yearsMax).contains(number.value), !number.isFraction, !number.isRough,
            isClosed(number.range.upperBound, in: line)
        else { return nil }
        let own = speaker(before: number.range.lowerBound, in: line)
        let isKnown: Bool
        if own {
            isKnown = number.value >= ownYearsMin
        } else if FoldedLine.isDigit(line[number.range.lowerBound]), isEnglishAge(number, persons, in: line) {
            isKnown = true
        } else {
            let (place, isStrong, isLoose) = withoutFillers(before: number.range.lowerBound, in: line)
            let isBeside = persons.mentions.contains { $0.range.upperBound == place }
            let hasPerson = persons.last(before: number.range.lowerBound, in: line) != nil
            isKnown = isBeside || isStrong || (isLoose && hasPerson)
        }
        guard isKnown else { return nil }
        return Mention(range: number.range, value: number.value, isMonths: false, isOwn: own)
    }

    /// Nothing that is counted follows.
    private static func isClosed(_ end: Int, in line: FoldedLine) -> Bool {
        let next = line[end]
        if end >= line.count || "，。；！？,.;!?、".contains(next) { return true }
        if line.hasAny(closings, at: end) { return true }
        guard next == " " else { return false }
        let word = line.skippingSpaces(end)
        return !FoldedLine.isLatin(line[word]) || line.hasAny(["and ", "now", "this year"], at: word)
    }

    private static func isEnglishAge(_ number: NumberMention, _ persons: PersonRule, in line: FoldedLine) -> Bool {
        let place = line.skippingSpacesBack(number.range.lowerBound)
        let isSaid = line.hasAny(["she is", "he is", "she's", "he's", "aged", "turned", "turning"], endingAt: place)
        return isSaid || line.has(" is", endingAt: place) && persons.last(before: place, in: line) != nil
    }

    /// Whether the number stands right after the customer's "I".
    private static func speaker(before position: Int, in line: FoldedLine) -> Bool {
        let place = line.skippingSpacesBack(position)
        if line.hasAny(["i'm", "i am", "im"], endingAt: place), !FoldedLine.isLatin(line[place - 4]) { return true }
        let bare = withoutFillers(before: position, in: line).position
        return line.hasAny(["我", "本人", "我自己"], endingAt: bare)
    }

    private static func withoutFillers(
        before position: Int, in line: FoldedLine
    ) -> (position: Int, isStrong: Bool, isLoose: Bool) {
        var place = position
        var isStrong = false
        var isLoose = false
        while let filler = fillers.first(where: { line.has($0, endingAt: place) }) {
            isStrong = isStrong || strongFillers.contains(filler)
            isLoose = isLoose || filler == "都是" || filler == "刚满"
            place -= filler.count
        }
        return (place, isStrong, isLoose)
    }
}
