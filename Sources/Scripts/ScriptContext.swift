import Expressions

/// What is known about a conversation when a script is sought; what is not known stays nil.
public struct ScriptContext: Sendable, Equatable {
    /// `normal`, `silver`, `gold`, `VIP`.
    public var customerLevel: String?
    /// `insurance`, `education`, `retail`.
    public var trade: String?
    /// `premium` and the like.
    public var productType: String?
    /// The company's own word.
    public var product: String?
    /// Label of the customer's intent.
    public var intent: String?
    /// 0…1.
    public var confidence: Double?
    /// Whole years.
    public var age: Int?
    /// Yuan.
    public var budget: Int?
    /// `web`, `app`, `api`.
    public var channel: String?
    /// `lead`, `qualified`, `proposal`, `won`, `lost`.
    public var stage: String?
    /// The customer's province.
    public var region: String?
    /// 0…23, in the company's time zone.
    public var hour: Int?
    /// How often the customer has come.
    public var visits: Int?
    /// Yuan.
    public var orderAmount: Int?
    /// For the greeting; masked where the agent may not see it.
    public var customerName: String?
    /// As the customer knows the agent.
    public var agentName: String?

    public init() {}

    /// The attributes by the names that conditions use.
    var values: [String: Value] {
        let texts = [
            "customer_level": customerLevel, "trade": trade, "product_type": productType, "product": product,
            "intent": intent, "channel": channel, "stage": stage, "region": region, "customer_name": customerName,
            "agent_name": agentName,
        ]
        let numbers = [
            "age": age, "budget": budget, "hour": hour, "visits": visits, "order_amount": orderAmount,
        ]
        var values = texts.compactMapValues { $0.map(Value.text) }
        values.merge(numbers.compactMapValues { $0.map { .integer(Int64($0)) } }) { first, _ in first }
        if let confidence { values["confidence"] = .real(confidence) }
        return values
    }
}
