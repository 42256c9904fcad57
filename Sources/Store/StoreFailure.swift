public import Journey

/// What can go wrong with the database.
public enum StoreFailure: Refusal, Equatable {
    /// The disk is full, a sync failed, the database cannot be reached: nothing was written. Worth trying again.
    case unavailable(detail: String)
    /// A rule of the schema refused the row (unique, foreign key, check). Trying again gives the same.
    case constraint(detail: String)
    /// The statement itself is wrong: a defect of ours.
    case statement(detail: String)
    /// A column did not hold what the code expects: a defect of ours or a damaged file.
    case unexpectedValue(column: String)
    /// More writes are waiting than may wait.
    case busy
    /// A text with NUL in it: PostgreSQL cannot keep one, so neither database is asked to.
    case nulInText
    /// Another process took over this arrow.
    case leaseLost(arrow: String)
    /// The file belongs to a newer version of the product.
    case newerSchema(migration: String)
    /// The server is stopping.
    case closed

    public var reason: RefusalReason {
        switch self {
        case .unavailable, .busy, .leaseLost, .newerSchema, .closed: .unavailable
        case .constraint: .conflict
        case .nulInText: .badInput
        case .statement, .unexpectedValue: .unavailable
        }
    }

    public var sentence: Phrase {
        switch self {
        case .busy:
            Phrase(zh: "系统繁忙，请稍后重试。", en: "Too much is waiting to be saved; please try again shortly.")
        case .constraint:
            Phrase(zh: "该记录与已有数据冲突。", en: "The record conflicts with one that exists.")
        case .nulInText:
            Phrase(zh: "文本包含不允许的字符。", en: "The text contains a character that cannot be kept.")
        default:
            Phrase(zh: "数据库暂时不可用，未保存任何内容。", en: "The database is unavailable; nothing was saved.")
        }
    }
}
