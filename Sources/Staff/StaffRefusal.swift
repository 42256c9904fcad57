public import Journey

/// Why Staff says no.
public enum StaffRefusal: Refusal, Equatable {
    /// No account has this id.
    case unknownAgent
    /// No team has this id.
    case unknownTeam
    /// Another account has it.
    case loginTaken
    /// Another team has it.
    case teamNameTaken
    /// Nobody would be left who can change accounts.
    case lastAdministrator
    /// The account is closed.
    case inactive

    public var reason: RefusalReason {
        switch self {
        case .unknownAgent, .unknownTeam: .notFound
        case .loginTaken, .teamNameTaken, .lastAdministrator, .inactive: .conflict
        }
    }

    public var field: String? {
        switch self {
        case .unknownTeam: "team"
        case .loginTaken: "login"
        case .teamNameTaken: "name"
        case .unknownAgent, .lastAdministrator, .inactive: nil
        }
    }

    public var sentence: Phrase {
        switch self {
        case .unknownAgent: Phrase(zh: "没有这位客服。", en: "There is no such agent.")
        case .unknownTeam: Phrase(zh: "没有这个班组。", en: "There is no such team.")
        case .loginTaken: Phrase(zh: "该登录名已被使用。", en: "This login is already taken.")
        case .teamNameTaken: Phrase(zh: "已有同名班组。", en: "There is already a team of this name.")
        case .lastAdministrator:
            Phrase(zh: "至少要保留一位管理员。", en: "At least one administrator must remain.")
        case .inactive: Phrase(zh: "该账号已停用。", en: "This account is closed.")
        }
    }
}
