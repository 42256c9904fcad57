public import Journey

/// What can go wrong with the database.
public enum StoreFailure: Refusal, Equatable {
    /// The disk is full, a sync failed, the database cannot be reached: nothing was written. Worth trying again.
    case unavailable(detail: String)
    /// The connection broke while the commit was under way: it was written or it was not. Look before trying again.
    case outcomeUnknown(detail: String)
    /// A rule of the schema refused the row (unique, foreign key, check). Trying again gives the same.
    case constraint(detail: String)
    /// The statement itself is wrong: a defect of ours.
    case statement(detail: String)
    /// A column did not hold what the code expects: a defect of ours or a damaged file.
    case unexpectedValue(column: String)
    /// More closures are waiting than may wait.
    case busy
    /// A text with NUL in it: PostgreSQL cannot keep one, so neither database is asked to.
    case nulInText
    /// Another process took over this arrow.
    case leaseLost(arrow: String)
    /// The file belongs to a newer version of the product.
    case newerSchema(migration: String)
    /// A backup could not be made or read; says why.
    case backup(detail: String)
    /// The server is stopping.
    case closed

    public var reason: RefusalReason {
        switch self {
        case .constraint: .conflict
        case .nulInText: .badInput
        default: .unavailable
        }
    }

    public var sentence: Phrase {
        switch self {
        case .busy:
            Phrase(zh: "系统繁忙，请稍后重试。", en: "Too much is waiting for the database; please try again shortly.")
        case .constraint:
            Phrase(zh: "该记录与已有数据冲突。", en: "The record conflicts with one that exists.")
        case .nulInText:
            Phrase(zh: "文本包含不允许的字符。", en: "The text contains a character that cannot be kept.")
        case .outcomeUnknown:
            Phrase(
                zh: "保存时与数据库的连接中断，请先核对是否已保存，再重试。",
                en: "The connection to the database broke while saving; check whether it was saved before trying again."
            )
        case .newerSchema:
            Phrase(
                zh: "该数据库由更新版本的程序创建，请升级程序。",
                en: "The database belongs to a newer version of the program; please upgrade the program.")
        case .backup(let detail):
            Phrase(zh: "备份或恢复失败：\(detail)", en: "The backup or restore failed: \(detail)")
        default:
            Phrase(zh: "数据库暂时不可用，未保存任何内容。", en: "The database is unavailable; nothing was saved.")
        }
    }

    /// Whether waiting may help.
    var isPassing: Bool {
        switch self {
        case .unavailable, .outcomeUnknown, .busy: true
        default: false
        }
    }
}
