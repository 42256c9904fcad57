/// Finds what a customer is ready to spend (预算), in yuan; amounts charged, refunded or insured are none.
enum BudgetRule {
    struct Mention {
        let range: Range<Int>
        let yuan: Int
        /// Words say that it is a limit; otherwise only the currency speaks for it.
        let isExplicit: Bool
    }

    /// Without a currency, a number below this is rather a count.
    private static let bareYuanMin = 50
    private static let yuanMin = 10
    private static let yuanMax = 1_000_000_000

    private static let currencies = ["块钱", "块", "元", "圆", "人民币", "rmb", "yuan", "cny"]
    private static let currencySigns = ["¥", "￥", "rmb", "cny"]
    /// Anywhere before the number in its clause.
    private static let openCues = ["预算", "budget"]
    /// Right before the number.
    private static let nearCues = [
        "不超过", "别超过", "超过", "最多", "至多", "控制在", "大概", "大约", "差不多", "花", "拿得出", "拿出", "出", "接受", "手头", "每个月", "每月",
        "一个月", "一年", "每年", "年交", "存", "价位", "around", "about", "under", "below", "at most", "up to", "within",
        "less than", "no more than", "spend", "afford",
    ]
    private static let nearFillers = ["也就", "就", "是", "有", "在", "个", "约", "的", ":", " "]
    /// Right after the number or its currency.
    private static let afterCues = [
        "以内", "以下", "之内", "之间", "左右", "上下", "的样子", "预算", "的预算", "封顶", "吧", "or less", "or so", "max",
    ]
    private static let refusals = [
        "保额", "保到", "扣", "退款", "退了", "退我", "退回", "付了", "交了", "花了", "买了", "收了", "收我", "赔", "原价", "欠", "体重", "身高", "血压",
        "血糖", "面积", "coverage", "sum insured", "charged", "refund", "paid", "cost me",
    ]
    private static let measures: Set<Character> = Set(
        "年月日号天周个人位口次楼层栋室单小时分钟秒点半折平米寸升斤公岁倍节课只台双部款张份条门期集遍趟度级种样多%")
    private static let wordsAfter = [
        "for ", "or ", "a ", "per ", "max", "and ", "on ", "in ", "to ", "if ", "is ", "total", "each", "at ",
    ]

    static func find(_ numbers: [NumberMention], in line: FoldedLine) -> Mention? {
        let found = merged(numbers, in: line).compactMap { mention($0, in: line) }
        return found.first { $0.isExplicit } ?? found.first
    }

    private static func mention(_ number: NumberMention, in line: FoldedLine) -> Mention? {
        guard (yuanMin...yuanMax).contains(number.value), !number.isFraction else { return nil }
        let start = line.skippingSpacesBack(number.range.lowerBound)
        let sign = line.longestSuffix(of: currencySigns, endingAt: start)
        let after = line.skippingSpaces(number.range.upperBound)
        let currency = line.longest(of: currencies, at: after)
        let end = after + (currency?.count ?? 0)
        let clause = line.clause(around: number.range.lowerBound)
        let before = line.reading(clause.lowerBound..<number.range.lowerBound)
        guard !refusals.contains(where: before.contains), !line.hasAny(["保额", "的保额"], at: end) else { return nil }
        let hasCurrency = sign != nil || currency != nil
        let first = start - (sign?.count ?? 0)
        let isExplicit = hasCue(before, first: first, end: end, in: line)
        if !hasCurrency {
            guard isExplicit, number.value >= bareYuanMin, !isCounted(number.range.upperBound, in: line) else {
                return nil
            }
        } else if !isExplicit {
            // "扣了我两次钱，每次399元": the clause before says what the amount is.
            let all = line.reading(0..<number.range.lowerBound)
            guard !refusals.contains(where: all.contains) else { return nil }
        }
        let range = (sign == nil ? number.range.lowerBound : first)..<(currency == nil ? number.range.upperBound : end)
        return Mention(range: range, yuan: number.value, isExplicit: isExplicit)
    }

    private static func hasCue(_ before: String, first: Int, end: Int, in line: FoldedLine) -> Bool {
        if openCues.contains(where: before.contains) { return true }
        if line.hasAny(afterCues, at: line.skippingSpaces(end)) { return true }
        var place = first
        // A colon ends the clause's words but not their meaning: 预算：4500.
        while let filler = nearFillers.first(where: { line.has($0, endingAt: place) }) { place -= filler.count }
        return line.hasAny(nearCues, endingAt: place) || line.hasAny(openCues, endingAt: place)
    }

    /// Something that is counted follows: 三个, 30 minutes.
    private static func isCounted(_ end: Int, in line: FoldedLine) -> Bool {
        if measures.contains(line[end]) { return true }
        let word = line.skippingSpaces(end)
        return FoldedLine.isLatin(line[word]) && !line.hasAny(wordsAfter, at: word)
    }

    /// Joins the ends of a range: 一千五到两千 is one mention with the value of its upper end.
    private static func merged(_ numbers: [NumberMention], in line: FoldedLine) -> [NumberMention] {
        var merged: [NumberMention] = []
        for number in numbers {
            if let lower = merged.last, isRange(lower, number, in: line) {
                merged[merged.count - 1] = NumberMention(
                    range: lower.range.lowerBound..<number.range.upperBound, value: max(lower.value, number.value),
                    isLarge: number.isLarge, isFraction: number.isFraction, isRough: number.isRough)
            } else {
                merged.append(number)
            }
        }
        return merged
    }

    private static func isRange(_ lower: NumberMention, _ upper: NumberMention, in line: FoldedLine) -> Bool {
        var place = line.skippingSpaces(lower.range.upperBound)
        if let currency = line.longest(of: currencies, at: place) { place += currency.count }
        place = line.skippingSpaces(place)
        guard let joint = line.longest(of: ["到", "至", "-", "~", "—", "–", "to "], at: place) else { return false }
        return line.skippingSpaces(place + joint.count) == upper.range.lowerBound
    }
}

extension FoldedLine {
    /// The longest of the words that ends there.
    fileprivate func longestSuffix(of words: [String], endingAt position: Int) -> String? {
        words.filter { has($0, endingAt: position) }.max { $0.count < $1.count }
    }
}
