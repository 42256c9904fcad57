import Foundation
public import Journey

/// What a password must be like: GB/T 22239 asks for length and kinds, NIST for "not one that everybody tries first".
public enum PasswordPolicy {
    /// As people count them, not bytes.
    public static let charactersMin = 8
    /// Bounds the work that a stranger can ask for.
    public static let charactersMax = 128
    /// Of the four: lower case, upper case, digits, everything else.
    public static let kindsMin = 3

    /// Throws the first ``PasswordRefusal`` that applies.
    public static func check(_ password: String, login: String) throws(PasswordRefusal) {
        guard password.count >= charactersMin else { throw .tooShort }
        guard password.count <= charactersMax, password.utf8.count <= 4 * charactersMax else { throw .tooLong }
        guard kinds(in: password) >= kindsMin else { throw .tooFewKinds }
        let plain = password.lowercased()
        guard !CommonPasswords.contain(plain) else { throw .tooCommon }
        let name = login.lowercased()
        // A short login inside a long password is chance; the login with a few characters around it is a habit.
        let mostlyLogin = name.count >= 4 && plain.contains(name) && plain.count < name.count + 4
        guard plain != name, !mostlyLogin else { throw .sameAsLogin }
    }

    static func kinds(in password: String) -> Int {
        let scalars = password.unicodeScalars
        let lower = scalars.contains { ("a"..."z").contains($0) }
        let upper = scalars.contains { ("A"..."Z").contains($0) }
        let digit = scalars.contains { ("0"..."9").contains($0) }
        let other = scalars.contains { !($0.isASCII && $0.properties.isAlphabetic) && !("0"..."9").contains($0) }
        return [lower, upper, digit, other].filter { $0 }.count
    }
}

/// Why a password cannot be taken.
public enum PasswordRefusal: Refusal, Equatable {
    case tooShort, tooLong, tooFewKinds, tooCommon, sameAsLogin
    /// The new one is the old one.
    case unchanged
    /// The password given as the present one is not.
    case wrongPresent
    /// Too many are being checked at this moment.
    case busy

    public var reason: RefusalReason {
        switch self {
        case .busy: .unavailable
        case .wrongPresent: .forbidden
        default: .badInput
        }
    }

    public var field: String? {
        switch self {
        case .busy: nil
        case .wrongPresent: "current"
        default: "password"
        }
    }

    public var sentence: Phrase {
        switch self {
        case .tooShort: Phrase(zh: "密码至少需要 8 个字符。", en: "A password needs at least 8 characters.")
        case .tooLong: Phrase(zh: "密码最多 128 个字符。", en: "A password may have at most 128 characters.")
        case .tooFewKinds:
            Phrase(
                zh: "密码须包含小写字母、大写字母、数字、符号中的至少三种。",
                en: "A password needs three of: lower case, upper case, digits, symbols.")
        case .tooCommon:
            Phrase(zh: "该密码过于常见，容易被猜中。", en: "This password is among the first that anyone would try.")
        case .sameAsLogin:
            Phrase(zh: "密码不能与登录名相同或相近。", en: "The password must not be the login.")
        case .unchanged: Phrase(zh: "新密码不能与原密码相同。", en: "The new password must differ from the old one.")
        case .wrongPresent: Phrase(zh: "当前密码不正确。", en: "The present password is not right.")
        case .busy: Phrase(zh: "登录请求过多，请稍后重试。", en: "Too many sign-ins at this moment; please try again.")
        }
    }
}
