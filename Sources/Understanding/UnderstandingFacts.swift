public import Journey

/// A customer's message was interpreted (诉求已识别).
public struct RequestUnderstood: FactPayload {
    public static let kind = "request.understood"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "识别了客户一条消息的意图与实体。", en: "The intent and particulars of a customer's message were recognised.")

    /// Where it was said.
    public let conversation: ConversationID
    /// The customer's message.
    public let seq: Int64
    /// Who said it.
    public let customer: CustomerID
    /// By which way in.
    public let channel: ChannelID
    /// Where the conversation stood when the message came: `bot`, `waiting`, `open`.
    public let state: String
    /// Label of the likeliest intent.
    public let intent: String
    /// How such an intent is to be answered.
    public let intentKind: IntentKind
    /// 0…1.
    public let confidence: Double
    /// None of the company's business, or nothing the model knows.
    public let outOfScope: Bool
    /// Of the message.
    public let language: Language
    /// By kind; the last one named where a message names several.
    public let entities: [String: EntityValue]
    /// Which model said so.
    public let model: String

    init(_ interpretation: Interpretation, of message: UnderstoodMessage) {
        conversation = message.conversation
        seq = message.seq
        customer = message.customer
        channel = message.channel
        state = message.state
        intent = interpretation.intent.label
        intentKind = interpretation.intent.kind
        confidence = interpretation.confidence
        outOfScope = interpretation.outOfScope
        language = interpretation.language
        entities = Dictionary(interpretation.entities.map { ($0.kind.rawValue, $0.value) }) { $1 }
        model = interpretation.model
    }
}
