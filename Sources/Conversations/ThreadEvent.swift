import Journey

/// What the product itself says in a thread, in the customer's language.
enum ThreadEvent {
    static func joined(_ name: String) -> Phrase { Phrase(zh: "客服 \(name) 为您服务", en: "\(name) is here for you") }
    static let closed = Phrase(zh: "会话已结束", en: "The conversation has ended")
}
