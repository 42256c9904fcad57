@testable import Expressions

/// The schema and customers the tests speak of.
enum Shop {
    static func schema() throws -> Schema {
        try Schema(
            [
                Attribute("customer_level", .text(known: ["VIP", "SVIP", "NORMAL"]), labels: [.chinese: "客户等级"]),
                Attribute("product_type", .text()),
                Attribute("region", .region),
                Attribute("age", .number, labels: [.chinese: "年龄", .english: "age"]),
                Attribute("score", .number),
                Attribute("total", .money(currency: "CNY"), labels: [.chinese: "消费总额"]),
                Attribute("last_order", .time),
                Attribute("tags", .set),
                Attribute("is_member", .bool),
                Attribute("order.count", .number),
                Attribute("name", .text()),
            ], zoneOffsetSeconds: 8 * 3600)
    }

    static func truth(_ text: String, _ values: [String: Value], now: Int64? = nil) throws -> Truth {
        let schema = try schema()
        let compiled = try Condition.parse(text).check(against: schema).compile()
        return compiled.evaluate(Context(values, for: schema, now: now))
    }

    static func complaints(_ text: String) throws -> [Complaint] {
        try Condition.parse(text).complaints(against: schema())
    }
}
