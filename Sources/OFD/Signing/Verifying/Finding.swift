/// One thing that a verification found, and how much it weighs.
struct Finding: Equatable {
    enum Weight: Equatable {
        /// The signature does not hold: cryptography or form.
        case broken
        /// It holds, but there is no reason to believe who signed, or when.
        case doubtful
        /// Worth knowing.
        case note
    }

    let weight: Weight
    let text: String
    /// The file that was changed or is missing, for a reference that does not match.
    var file: String?

    static func broken(_ text: String, file: String? = nil) -> Finding {
        Finding(weight: .broken, text: text, file: file)
    }

    static func doubtful(_ text: String) -> Finding { Finding(weight: .doubtful, text: text) }

    static func note(_ text: String) -> Finding { Finding(weight: .note, text: text) }
}
