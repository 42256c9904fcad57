/// One example: what somebody wrote, and the label (intent, topic, emotion…) a person gave it.
public struct LabelledText: Sendable, Hashable {
    public let text: String
    public let label: String

    public init(_ text: String, label: String) {
        self.text = text
        self.label = label
    }
}
