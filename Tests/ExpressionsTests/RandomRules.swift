@testable import Expressions

/// Random rules over the shop's schema, in the shapes people write, and random customers.
struct RandomRules {
    var random: SeededRandom

    mutating func condition() -> String {
        let parts = (0...random.below(4)).map { _ in conjunct() }
        if random.chance(15) { return parts.joined(separator: " OR ") }
        return parts.joined(separator: " AND ")
    }

    private mutating func conjunct() -> String {
        switch random.below(16) {
        case 0, 1, 2: "customer_level = '\(random.pick(["VIP", "SVIP", "NORMAL"]))'"
        case 3: "'p\(random.below(5))' = product_type"
        case 4: "region IN ('r\(random.below(6))', 'r\(random.below(6))')"
        case 5, 6:
            "\(random.pick(["age", "order.count"])) \(random.pick(["<", "<=", ">", ">=", "=", "<>"])) \(number())"
        case 7: "age BETWEEN \(random.below(40)) AND \(random.below(90))"
        case 8: "\(number()) < score AND score <= \(number())"
        case 9: "total >= \(random.below(50)).5"
        case 10:
            random.pick([
                "CONTAINS(tags, 't\(random.below(5))')", "CONTAINS_ANY(tags, 't\(random.below(5))', 't1')",
                "(CONTAINS(tags, 't1') OR CONTAINS(tags, 't\(random.below(5))'))", "CONTAINS_ALL(tags, 't1', 't2')",
            ])
        case 11: random.pick(["is_member", "NOT is_member", "is_member = TRUE", "is_member = FALSE"])
        case 12:
            random.chance(50) ? "(\(simple()) OR \(simple()))" : "(region = 'r1' OR region = 'r\(random.below(6))')"
        case 13: "NOT (\(simple()) AND \(simple()))"
        case 14: "name LIKE '%\(random.below(4))%'"
        default:
            random.pick([
                "age IS NULL", "name IS NOT NULL", "age + 1 > order.count", "region NOT IN ('r1', 'r2')",
                "DAYS_SINCE(last_order) > 3", "WEEKDAY(last_order) = 3", "STARTS_WITH(name, 'n1')",
                "last_order >= '1970-01-05'", "age IN (1, 2.0, 18)", "TRUE",
            ])
        }
    }

    private mutating func simple() -> String {
        random.chance(50) ? "age > \(number())" : "product_type = 'p\(random.below(5))'"
    }

    private mutating func number() -> String {
        random.pick(["18", "18.0", "-3", "0", "35.5", "60", "1e2", "-0.0", "\(random.below(100))", "9007199254740993"])
    }

    mutating func customer() -> [String: Value] {
        var values: [String: Value] = [
            "customer_level": .text(random.pick(["VIP", "SVIP", "NORMAL"])),
            "product_type": .text("p\(random.below(6))"),
            "region": .text("r\(random.below(8))"), "age": number(of: random.below(8)),
            "score": number(of: random.below(8)),
            "total": .money(minor: Int64(random.below(6_000)), currency: "CNY"), "is_member": .bool(random.chance(50)),
            "last_order": .time(microseconds: Int64(random.below(10)) * 86_400_000_000),
            "tags": .set(Set((0..<random.below(4)).map { _ in "t\(random.below(6))" })),
            "order.count": number(of: random.below(8)), "name": .text("n\(random.below(30))"),
        ]
        for name in values.keys.sorted() where random.chance(12) { values[name] = .null }
        return values
    }

    private mutating func number(of shape: Int) -> Value {
        switch shape {
        case 0: .real(Double(random.below(1000)) / 8)
        case 1: .integer(random.pick([9_007_199_254_740_993, 9_007_199_254_740_992, .max, .min, 0]))
        case 2: .real(random.pick([18, 35.5, -0.0, .infinity, -.infinity, 9.007199254740992e15]))
        default: .integer(Int64(random.below(100)))
        }
    }
}
