public import Journey

/// A customer's message was interpreted (诉求已识别).
public struct RequestUnderstood: FactPayload {
    public static let kind = "request.understood"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "识别了客户一条消息的意图与实体。", en: "The intent and particulars of a customer's message were recognised.")

    public let conversation: ConversationID
    public let seq: Int64
    public let customer: CustomerID
    public let channel: ChannelID
    /// Where the conversation stood when the message came: `bot`, `waiting`, `open`.
    public let state: String
    public let intent: String
    public let intentKind: IntentKind
    /// 0…1.
    public let confidence: Double
    public let outOfScope: Bool
    public let language: Language
    /// By kind; the last one named where a message names several.
    public let entities: [String: EntityValue]
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
