/// A failure that a person can read: what is wrong, in both languages, and where.
///
/// Each stage has one small enum of these. The web answers with `code`, the sentence and the field.
public protocol Refusal: Error {
    var reason: RefusalReason { get }
    /// One sentence that says what is wrong and, where possible, what to do.
    var sentence: Phrase { get }
    /// The field at fault, where one is.
    var field: String? { get }
}

extension Refusal {
    public var field: String? { nil }
}

/// The kinds of refusal that a caller can act on; the raw value is the `code` of the interface.
public enum RefusalReason: String, Sendable, CaseIterable {
    case badInput = "bad_input"
    case unauthenticated
    case passwordChangeRequired = "password_change_required"
    case forbidden
    case notFound = "not_found"
    case conflict
    case tooLarge = "too_large"
    case locked
    case tooMany = "too_many"
    case unavailable
}

/// A refusal of input that every stage needs.
public enum InputRefusal: Refusal, Equatable {
    case empty(field: String)
    case tooLong(field: String, charactersMax: Int)
    case malformed(field: String)
    case unknown(field: String)

    public var reason: RefusalReason {
        if case .unknown = self { return .notFound }
        return .badInput
    }

    public var field: String? {
        switch self {
        case .empty(let field), .tooLong(let field, _), .malformed(let field), .unknown(let field): field
        }
    }

    public var sentence: Phrase {
        switch self {
        case .empty(let field):
            Phrase(zh: "“\(field)”不能为空。", en: "“\(field)” must not be empty.")
        case .tooLong(let field, let most):
            Phrase(zh: "“\(field)”最多 \(most) 个字符。", en: "“\(field)” may have at most \(most) characters.")
        case .malformed(let field):
            Phrase(zh: "“\(field)”的格式不正确。", en: "“\(field)” is not in the expected form.")
        case .unknown(let field):
            Phrase(zh: "找不到对应的“\(field)”。", en: "There is no such “\(field)”.")
        }
    }
}

/// Text as the database can keep it: not blank, within its limit, without NUL (PostgreSQL refuses NUL in text).
public func accepted(_ text: String, field: String, charactersMax: Int) throws(InputRefusal) -> String {
    // One character may carry any number of combining marks; no frame could carry it.
    guard text.utf8.count <= 16 * charactersMax, text.count <= charactersMax else {
        throw .tooLong(field: field, charactersMax: charactersMax)
    }
    guard !text.utf8.contains(0) else { throw .malformed(field: field) }
    guard text.contains(where: { !$0.isWhitespace }) else { throw .empty(field: field) }
    return text
}
