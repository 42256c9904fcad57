import Expressions
public import Journey

/// The attributes that conditions and templates of scripts may use.
public struct ScriptSchema: Sendable, Equatable {
    /// An attribute as an editor offers it.
    public struct AttributeFace: Sendable, Equatable, Codable {
        /// As written in conditions.
        public let name: String
        /// `text`, `number`.
        public let type: String
        /// The known values; empty when any will do.
        public let values: [String]
        /// What people call it.
        public let label: Phrase
    }

    /// In the order in which an editor shows them.
    public let attributes: [AttributeFace]
    let schema: Schema

    /// - Parameters:
    ///   - intents: the labels of the company's intents; a condition that names another is refused. Empty: any.
    ///   - products: the company's own product words, likewise.
    public init(intents: [String] = [], products: [String] = []) throws {
        func text(_ name: String, _ zh: String, _ en: String, _ values: [String] = []) -> AttributeFace {
            AttributeFace(name: name, type: "text", values: values, label: Phrase(zh: zh, en: en))
        }
        func number(_ name: String, _ zh: String, _ en: String) -> AttributeFace {
            AttributeFace(name: name, type: "number", values: [], label: Phrase(zh: zh, en: en))
        }
        attributes = [
            text("customer_level", "客户等级", "customer level", ["normal", "silver", "gold", "VIP"]),
            text("trade", "业务线", "line of trade", ["insurance", "education", "retail"]),
            text("product_type", "产品类型", "product type"),
            text("product", "产品", "product", products),
            text("intent", "意图", "intent", intents),
            number("confidence", "置信度", "confidence"),
            number("age", "年龄", "age"),
            number("budget", "预算", "budget"),
            text("channel", "渠道", "channel", ["web", "app", "api"]),
            text("stage", "销售阶段", "stage of the sale", ["lead", "qualified", "proposal", "won", "lost"]),
            text("region", "地区", "region"),
            number("hour", "当前小时", "hour of the day"),
            number("visits", "来访次数", "visits"),
            number("order_amount", "订单金额", "order amount"),
            text("customer_name", "客户姓名", "customer's name"),
            text("agent_name", "客服姓名", "agent's name"),
        ]
        schema = try Schema(
            attributes.map { face in
                let kind: AttributeKind = face.type == "number" ? .number : .text(known: face.values)
                return Attribute(face.name, kind, labels: [.chinese: face.label.zh, .english: face.label.en])
            })
    }
}
