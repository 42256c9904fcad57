public import Journey

/// What became of an attempt to sign in.
public enum SignInOutcome: Sendable {
    case signedIn(SignedIn)
    /// No such login, a wrong password or an inactive account: nobody is told which.
    case refused
    /// Five failures for this login, known or not; the password was not looked at.
    case locked(until: Timestamp)
    /// Twenty failures from this address; nothing was looked at.
    case tooMany(until: Timestamp)

    /// What to say to the person; `nil` after success.
    public var refusal: SignInRefusal? {
        switch self {
        case .signedIn: nil
        case .refused: .wrong
        case .locked(let until): .locked(until: until)
        case .tooMany(let until): .tooMany(until: until)
        }
    }
}

/// A colleague who has just signed in.
public struct SignedIn: Sendable {
    /// Who it is.
    public let agent: AgentID
    /// Nothing but changing the password is allowed now.
    public let mustChangePassword: Bool
    /// What the browser gets.
    public let session: OpenedSession
}

/// Why a sign-in failed, as the person may know it.
public enum SignInRefusal: Refusal, Equatable {
    case wrong
    case locked(until: Timestamp)
    case tooMany(until: Timestamp)

    public var reason: RefusalReason {
        switch self {
        case .wrong: .unauthenticated
        case .locked: .locked
        case .tooMany: .tooMany
        }
    }

    public var sentence: Phrase {
        switch self {
        case .wrong: Phrase(zh: "登录名或密码不正确。", en: "The login or the password is not right.")
        case .locked:
            Phrase(
                zh: "连续多次失败，该登录名已锁定 15 分钟。",
                en: "Too many failures; this login is locked for 15 minutes.")
        case .tooMany:
            Phrase(
                zh: "来自该网络地址的失败次数过多，请 15 分钟后再试。",
                en: "Too many failures from this address; please try again in 15 minutes.")
        }
    }
}
