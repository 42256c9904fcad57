extension TextClassifier {
    /// What kind of texts are read.
    public enum Register: UInt8, Sendable, CaseIterable {
        /// As they stand: what customers write.
        case messages
        /// Posts of social networks: names that are called, links, and others' words passed on ("own//@name:theirs").
        case posts

        func read(_ text: String) -> String {
            switch self {
            case .messages: text
            case .posts: PostedText(text).text
            }
        }
    }
}
