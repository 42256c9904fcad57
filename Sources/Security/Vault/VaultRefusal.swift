public import Journey

/// Why the vault does not keep or give a value.
public enum VaultRefusal: Refusal, Equatable {
    case noSuchEntry
    /// The person was erased; nobody can bring the data back.
    case erased
    /// The row or the key is damaged, or belongs to another master key.
    case damaged
    /// A masked form was given as if it were the value: saving it would destroy the original.
    case masked

    public var reason: RefusalReason {
        switch self {
        case .noSuchEntry, .erased: .notFound
        case .damaged: .unavailable
        case .masked: .badInput
        }
    }

    public var sentence: Phrase {
        switch self {
        case .noSuchEntry: Phrase(zh: "找不到这条个人信息。", en: "There is no such piece of personal data.")
        case .erased: Phrase(zh: "该客户的个人信息已被永久删除。", en: "This customer's personal data was erased.")
        case .damaged:
            Phrase(zh: "该信息无法解密：数据损坏或主密钥不匹配。", en: "It cannot be decrypted: damaged, or another master key.")
        case .masked:
            Phrase(zh: "请填写完整内容，不能保存脱敏后的形式。", en: "Please give the value itself, not its masked form.")
        }
    }
}
