import Expressions

/// Random conditions over untyped columns, each also as SQLite writes it, and random rows for them.
struct RandomConditions {
    static let columns = ["customer_level", "product_type", "age", "score", "region", "tag", "amount", "账户.余额"]
    /// SQLite's name of a column whose name we write with a dot or in Chinese.
    static let sqlColumns = columns.map { $0.contains(".") ? "\"\($0)\"" : $0 }

    struct Pair {
        let ours: String, sql: String

        init(_ ours: String, _ sql: String? = nil) {
            self.ours = ours
            self.sql = sql ?? ours
        }

        /// Fills `$0`, `$1`… in both spellings.
        init(_ pattern: String, _ parts: [Pair]) {
            var ours = ""
            var sql = ""
            var rest = pattern[...]
            while let mark = rest.firstIndex(of: "$") {
                let digit = rest.index(after: mark)
                let part = parts[rest[digit].wholeNumberValue ?? 0]
                ours += rest[..<mark] + part.ours
                sql += rest[..<mark] + part.sql
                rest = rest[rest.index(after: digit)...]
            }
            self.init(ours + rest, sql + rest)
        }
    }

    var random: SeededRandom

    private static let texts = [
        "", "VIP", "vip", "NORMAL", "premium", "Premium", "北京", "上海_1", "广东%", "老客户", "O'Hare", "new", "é", "e\u{301}",
        "35", "10", "9", "1.5", "12abc", "1e3", " 7 ", "-3", "+4", ".5", "5.", "1e", "1.5e+x", "9223372036854775808",
        "-9223372036854775808", "99999999999999999999z", "0x10", "abc", "😀", "a%b", "a_b", "\t8", "1 2", "-", "e5",
    ]
    private static let patterns = [
        "%", "_", "", "V%", "v_P", "%_1", "%!%%", "上海!_%", "%京", "北_", "a!%b", "%!", "!", "%e%", "_%_", "O'%", "%%a",
        "1%",
        "%.%", "É", "é",
    ]
    private static let wholes = [
        "0", "1", "2", "7", "9", "10", "18", "35", "60", "100", "1200", "9223372036854775807",
        "9223372036854775808", "4611686018427387904", "9007199254740993", "3", "1000000",
    ]
    private static let reals = [
        "0.5", "1.0", "0.82", ".25", "3.", "1e3", "2.5e-3", "1e300", "9007199254740992.0", "100.125",
        "9223372036854775808.0", "0.1", "7.5", "1e15", "123456789012345.0",
    ]

    mutating func row() -> [String: Value] {
        Dictionary(uniqueKeysWithValues: Self.columns.map { ($0, value()) })
    }

    private mutating func value() -> Value {
        switch random.below(10) {
        case 0, 1: .null
        case 2, 3, 4: .text(random.pick(Self.texts))
        case 5, 6:
            .integer(
                random.pick([0, 1, -1, 7, 10, 17, 18, 35, 60, 1200, -5, .max, .min, 1 << 53, 9_007_199_254_740_993]))
        case 7: .integer(Int64(random.below(200)) - 100)
        case 8:
            .real(
                random.pick([
                    0, -0.0, 0.5, 1, 0.1, 0.82, 1.5, -2.25, 1e300, 9.007199254740992e15, 1e19, -1e19, 35, 1e-7,
                ]))
        default: .bool(random.chance(50))
        }
    }

    mutating func condition(depth: Int) -> Pair {
        guard depth > 0 else { return predicate(depth: 0) }
        return switch random.below(9) {
        case 0, 1: Pair("$0 AND $1", [bracketed(depth - 1), bracketed(depth - 1)])
        case 2, 3: Pair("$0 or $1", [bracketed(depth - 1), bracketed(depth - 1)])
        // Without brackets: precedence is tested too.
        case 4:
            Pair("$0 OR $1 AND $2", [predicate(depth: depth - 1), predicate(depth: depth - 1), predicate(depth: 0)])
        case 5: Pair("NOT $0", [bracketed(depth - 1)])
        case 6: Pair("Not $0 and not not $1", [predicate(depth: depth - 1), predicate(depth: 0)])
        default: predicate(depth: depth)
        }
    }

    private mutating func bracketed(_ depth: Int) -> Pair { Pair("($0)", [condition(depth: depth)]) }

    private mutating func predicate(depth: Int) -> Pair {
        let not = random.chance(30) ? "NOT " : ""
        switch random.below(10) {
        case 0, 1, 2, 3:
            let sign = random.pick(["=", "==", "<>", "!=", "<", "<=", ">", ">="])
            return Pair("$0\(random.pick(["", " "]))\(sign) $1", [operand(depth), operand(depth)])
        case 4:
            let items = (0...random.below(4)).map { _ in operand(depth - 1) }
            let list = items.indices.map { "$\($0 + 1)" }.joined(separator: ",")
            return Pair("$0 \(not)IN (\(list))", [operand(depth)] + items)
        case 5: return Pair("$0 \(not)BETWEEN $1 AND $2", [operand(depth), operand(depth), operand(depth)])
        case 6: return Pair("$0 IS \(not)NULL", [operand(depth)])
        case 7, 8:
            let escape = random.chance(40) ? " ESCAPE '\(random.pick(["!", "%", "_", "a", "京"]))'" : ""
            let pattern = random.chance(80) ? Pair(quoted(random.pick(Self.patterns))) : operand(depth - 1)
            return Pair("$0 \(not)like $1\(escape)", [operand(depth), pattern])
        default: return operand(depth)
        }
    }

    private mutating func operand(_ depth: Int) -> Pair {
        guard depth > 0 else { return leaf() }
        let below = depth - 1
        switch random.below(16) {
        case 0, 1: return Pair("$0 \(random.pick(["+", "-", "*", "/", "%"])) $1", [factor(below), factor(below)])
        case 2: return Pair("$0 - $1 * $2", [factor(0), factor(below), factor(0)])
        case 3: return Pair("$0 / $1 % $2", [factor(below), factor(0), factor(0)])
        case 4: return Pair("COALESCE($0, $1)", [operand(below), operand(below)])
        case 5: return Pair("\(random.pick(["LOWER", "upper", "Length", "Trim"]))($0)", [operand(below)])
        case 6:
            let parts = [operand(below), operand(0)]
            return Pair(Pair("CONTAINS($0, $1)", parts).ours, Pair("(instr($0, $1) > 0)", parts).sql)
        case 7:
            return Pair(
                "CASE WHEN $0 THEN $1 WHEN $2 THEN $3 END",
                [condition(depth: below), operand(below), predicate(depth: 0), operand(0)])
        case 8:
            return Pair("CASE WHEN $0 THEN $1 ELSE $2 END", [condition(depth: below), operand(below), operand(below)])
        case 9: return Pair("-$0", [factor(below)])
        case 10: return bracketed(below)
        default: return leaf()
        }
    }

    private mutating func factor(_ depth: Int) -> Pair { depth > 0 ? Pair("($0)", [operand(depth)]) : leaf() }

    private mutating func leaf() -> Pair {
        switch random.below(12) {
        case 0...5:
            let index = random.below(Self.columns.count)
            return Pair(Self.columns[index], Self.sqlColumns[index])
        case 6, 7: return Pair(quoted(random.pick(Self.texts)))
        case 8, 9: return Pair(random.pick(Self.wholes))
        case 10: return Pair(random.pick(Self.reals))
        default: return Pair(random.pick(["NULL", "TRUE", "false"]))
        }
    }

    private func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
