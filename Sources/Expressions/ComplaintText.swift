extension Complaint {
    func sentence(in language: Language) -> String {
        let first = details.first ?? ""
        let second = details.dropFirst().first ?? ""
        return parsingSentence(first, second, language) ?? checkingSentence(first, second, language)
            ?? templateSentence(first, language)
    }

    private func parsingSentence(_ first: String, _ second: String, _ language: Language) -> String? {
        switch code {
        case .empty: language.pick("条件是空的。", "The condition is empty.")
        case .tooLong: language.tooLong(first)
        case .tooDeep: language.tooDeep(first)
        case .tooManyParts: language.tooManyParts(first)
        case .unexpectedCharacter: language.pick("这里不能用“\(first)”。", "“\(first)” cannot be used here.")
        case .fullWidthSymbol:
            language.pick("“\(first)”是全角符号，请用半角符号。", "“\(first)” is a full-width sign; use the ASCII one.")
        case .doubleQuotes:
            language.pick("文本要用单引号括起来，例如 'VIP'。", "Texts are written in single quotes, like 'VIP'.")
        case .unclosedText: language.pick("文本缺少右边的单引号。", "The closing single quote is missing.")
        case .badNumber: language.pick("“\(first)”不是数字。", "“\(first)” is not a number.")
        case .commentRefused: language.pick("条件里不能写注释。", "Comments are not allowed in a condition.")
        case .expectedOperand:
            language.pick("这里缺少一个值或属性名。", "A value or an attribute's name is missing here.")
        case .expectedWord: language.pick("这里应当写 \(first)。", "\(first) is expected here.")
        case .unexpectedPart:
            language.pick(
                "“\(first)”多余，或者前面缺少 AND、OR。", "“\(first)” does not belong here; is AND or OR missing before it?")
        case .unclosedBracket: language.pick("左括号没有对应的右括号。", "This bracket is never closed.")
        case .chainedComparison:
            language.pick(
                "比较不能连写，请用 AND 连接或加括号。", "Comparisons cannot be chained; join them with AND, or add brackets.")
        case .emptyList: language.pick("IN 的列表是空的。", "The list after IN is empty.")
        case .badEscape:
            language.pick("ESCAPE 后面要写一个字符，例如 '!'。", "ESCAPE takes one character, like '!'.")
        default: nil
        }
    }

    private func checkingSentence(_ first: String, _ second: String, _ language: Language) -> String? {
        switch code {
        case .unknownAttribute: language.pick("没有名为“\(first)”的属性。", "There is no attribute “\(first)”.")
        case .unknownFunction: language.pick("没有名为“\(first)”的函数。", "There is no function “\(first)”.")
        case .wrongArguments: language.pick("\(first) 需要 \(second) 个参数。", "\(first) takes \(second) arguments.")
        case .unknownValue:
            language.pick("“\(first)”不是“\(second)”的已知取值。", "“\(first)” is not a known value of \(second).")
        case .typeMismatch:
            language.pick(
                "\(Self.kind(first, .chinese))不能和\(Self.kind(second, .chinese))放在一起比较或计算。",
                "\(Self.kind(first, .english)) cannot be compared or combined with \(Self.kind(second, .english)).")
        case .notCondition:
            language.pick(
                "这里要写条件（真或假），而不是\(Self.kind(first, .chinese))。",
                "A condition (true or false) is needed here, not \(Self.kind(first, .english)).")
        case .nullComparison:
            language.pick(
                "与 NULL 比较永远不成立，请用 IS NULL 或 IS NOT NULL。",
                "Comparing with NULL never holds; use IS NULL or IS NOT NULL.")
        case .setComparison:
            language.pick("“\(first)”是一组值，请用 CONTAINS 判断是否包含。", "“\(first)” is a set; ask with CONTAINS.")
        case .badTime:
            language.pick(
                "“\(first)”不是时间，请写成 '2026-01-31' 或 '2026-01-31 08:30'。",
                "“\(first)” is not a time; write '2026-01-31' or '2026-01-31 08:30'.")
        case .badMoney:
            language.pick("“\(first)”不是 \(second) 的有效金额。", "“\(first)” is not a valid amount in \(second).")
        default: nil
        }
    }

    private func templateSentence(_ first: String, _ language: Language) -> String {
        switch code {
        case .unclosedPlaceholder: language.pick("占位符缺少“}}”。", "The placeholder is not closed with “}}”.")
        case .badPlaceholder:
            language.pick(
                "占位符要写成 {{name}} 或 {{name|default:'客户'}}。",
                "Write a placeholder as {{name}} or {{name|default:'customer'}}.")
        case .strayBraces: language.pick("多余的“}}”。", "This “}}” closes nothing.")
        case .unfilled:
            language.pick("“\(first)”没有值，也没有默认值。", "“\(first)” has no value and no default.")
        default: code.rawValue
        }
    }

    private static func kind(_ name: String, _ language: Language) -> String {
        switch name {
        case "text": language.pick("文本", "text")
        case "number": language.pick("数字", "a number")
        case "money": language.pick("金额", "an amount of money")
        case "time": language.pick("时间", "a time")
        case "set": language.pick("一组值", "a set")
        case "truth": language.pick("真假值", "a truth value")
        default: name
        }
    }
}
