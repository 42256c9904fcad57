/// Something about a decision table its author should know before it is saved, with an example where it shows.
public enum TableFinding: Sendable, Equatable {
    /// No rule applies to this, and there is no default.
    case gap(example: FEELContext)
    /// Two rules, by their places from 0, apply together though the hit policy allows one, or both must say the same.
    case overlap(Int, Int, example: FEELContext)
    /// No situation that the table can tell apart makes this rule apply.
    case neverApplies(Int)
    /// Whenever this rule applies, an earlier one does and comes first.
    case shadowed(Int, by: Int)
    /// Two rules apply to the very same and say the very same.
    case duplicate(Int, of: Int)
    /// An output gives a value that is not among those it may give.
    case valueNotAllowed(rule: Int, output: Int)
    /// The tests of this input, from 0, cannot be told apart by constants: it was left out of the review.
    case notReviewed(input: Int)
    /// A test of this rule and input is a name that no input has; a text would stand in quotes.
    case bareWord(String, rule: Int, input: Int)
    /// There are more situations than are tried; nothing is said about gaps and overlaps.
    case tooManySituations

    /// One sentence for the table's author.
    public func text(of table: DecisionTable, in language: Language) -> String {
        func id(_ rule: Int) -> String { table.rules.indices.contains(rule) ? table.rules[rule].id : String(rule + 1) }
        switch self {
        case .gap(let example):
            return language.pick("没有规则适用于：\(Self.shown(example))。", "No rule applies to: \(Self.shown(example)).")
        case .overlap(let a, let b, let example):
            return language.pick(
                "规则 \(id(a)) 与 \(id(b)) 同时适用，例如：\(Self.shown(example))。",
                "Rules \(id(a)) and \(id(b)) apply together, for example: \(Self.shown(example)).")
        case .neverApplies(let rule):
            return language.pick("规则 \(id(rule)) 永远不会适用。", "Rule \(id(rule)) never applies.")
        case .shadowed(let rule, let other):
            return language.pick(
                "规则 \(id(rule)) 不起作用：只要它适用，规则 \(id(other)) 就已先适用。",
                "Rule \(id(rule)) has no effect: whenever it applies, rule \(id(other)) comes first.")
        case .duplicate(let rule, let other):
            return language.pick("规则 \(id(rule)) 与 \(id(other)) 相同。", "Rule \(id(rule)) repeats rule \(id(other)).")
        case .valueNotAllowed(let rule, let output):
            let name = table.outputs[output].name
            return language.pick(
                "规则 \(id(rule)) 的输出 \(name) 不在允许的值之中。",
                "Rule \(id(rule)) gives a value of \(name) that is not among those allowed.")
        case .notReviewed(let input):
            let name = table.inputs[input].expression.text
            return language.pick(
                "输入 \(name) 的条件含有变量，未检查。",
                "The tests of \(name) depend on more than constants and were not reviewed.")
        case .bareWord(let name, let rule, let input):
            let column = table.inputs[input].expression.text
            return language.pick(
                "规则 \(id(rule)) 的 \(column) 写的是名称 \(name)；文字要加英文引号：\"\(name)\"。",
                "Rule \(id(rule)) tests \(column) by the name \(name); a text stands in quotes: \"\(name)\".")
        case .tooManySituations:
            return language.pick("情形太多，未检查缺口与重叠。", "Too many situations: gaps and overlaps were not looked for.")
        }
    }

    private static func shown(_ example: FEELContext) -> String {
        example.entries.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
    }
}

extension DecisionTable {
    /// Looks the table over: gaps, overlaps, rules without effect, each with an example.
    ///
    /// Every input's tests are asked at all the values that they can tell apart; what the tests say there is what they
    /// say everywhere. Inputs whose tests depend on other things are left out and named; then no gap and no overlap
    /// that hangs on them is reported.
    /// - Parameter limit: most gaps, and most overlaps, to report.
    public func review(limit: Int = 20) -> [TableFinding] {
        TableReview(self, limit: limit).findings()
    }
}
