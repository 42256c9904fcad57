public import Journey
import Store

/// How one colleague signs in (账号).
public struct Account: Sendable, Hashable {
    /// Long enough for an e-mail address.
    public static let loginCharactersMax = 64

    /// Whose account it is; one each.
    public let agent: AgentID
    /// In small letters; unique.
    public let login: String
    /// The password was given by somebody else and must be replaced before anything else.
    public let mustChangePassword: Bool
    /// A colleague who has left keeps the row and cannot sign in.
    public let isActive: Bool
    /// When the password was set.
    public let changedAt: Timestamp
    /// When the colleague got it.
    public let createdAt: Timestamp
    let hash: String

    init(_ row: Row) throws {
        agent = try row.get("agent")
        login = try row.get("login")
        mustChangePassword = try row.get("must_change")
        isActive = try row.get("active")
        changedAt = try row.get("changed_at")
        createdAt = try row.get("created_at")
        hash = try row.get("hash")
    }

    /// The one form of a login: small letters, without space around it. Throws ``InputRefusal``.
    static func login(_ text: String) throws(InputRefusal) -> String {
        let trimmed = text.split(whereSeparator: \.isWhitespace)
        guard trimmed.count <= 1 else { throw .malformed(field: "login") }
        return try accepted(
            trimmed.first.map { $0.lowercased() } ?? "", field: "login", charactersMax: loginCharactersMax)
    }
}

/// An account that is ready to be written: its password is checked and hashed, which takes too long for a transaction.
public struct NewAccount: Sendable {
    /// In small letters.
    public let login: String
    /// The first sign-in must replace the password.
    public let mustChangePassword: Bool
    let hash: PasswordHash
}

/// Why an account cannot be made or changed.
public enum AccountRefusal: Refusal, Equatable {
    case loginTaken
    /// The colleague has an account already.
    case agentTaken
    case noSuchAccount
    /// Too many wrong passwords; nothing is checked before that moment.
    case locked(until: Timestamp)

    public var reason: RefusalReason {
        switch self {
        case .loginTaken, .agentTaken: .conflict
        case .noSuchAccount: .notFound
        case .locked: .locked
        }
    }

    public var field: String? { self == .loginTaken ? "login" : nil }

    public var sentence: Phrase {
        switch self {
        case .loginTaken: Phrase(zh: "该登录名已被使用。", en: "This login is taken.")
        case .agentTaken: Phrase(zh: "该成员已有账号。", en: "This colleague already has an account.")
        case .noSuchAccount: Phrase(zh: "找不到该账号。", en: "There is no such account.")
        case .locked: Phrase(zh: "密码错误次数过多，请稍后再试。", en: "Too many wrong passwords; please wait.")
        }
    }
}
