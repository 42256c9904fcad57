public import Journey

/// What the scripts may refuse.
public enum ScriptRefusal: Refusal, Equatable {
    case unknown
    /// The condition or the template is wrong; the first of these says where.
    case wrong([ScriptComplaint])
    /// Another node has this code.
    case codeTaken(String)
    /// Somebody else has changed the node since it was read.
    case changedMeanwhile(version: Int64)
    case badPriority(max: Int)
    /// A file of scripts cannot be read; the place is empty when it is no JSON.
    case badFile(place: String)

    /// What the interface answers with.
    public var reason: RefusalReason {
        switch self {
        case .unknown: .notFound
        case .wrong, .badPriority, .badFile: .badInput
        case .codeTaken, .changedMeanwhile: .conflict
        }
    }

    /// Where the person is to look.
    public var field: String? {
        switch self {
        case .unknown: "script"
        case .wrong(let complaints): complaints.first?.part.rawValue
        case .codeTaken: "code"
        case .changedMeanwhile: "version"
        case .badPriority: "priority"
        case .badFile: "file"
        }
    }

    /// For the person who wrote the script.
    public var sentence: Phrase {
        switch self {
        case .unknown: return Phrase(zh: "找不到该话术。", en: "There is no such script.")
        case .wrong(let complaints):
            guard let first = complaints.first else { return Phrase(zh: "话术有误。", en: "The script is wrong.") }
            let isCondition = first.part == .condition
            return Phrase(
                zh: "\(isCondition ? "条件" : "模板")第 \(first.start + 1) 个字符处：\(first.message.zh)",
                en: "\(isCondition ? "Condition" : "Template"), character \(first.start + 1): \(first.message.en)")
        case .codeTaken(let code):
            return Phrase(zh: "编码“\(code)”已被使用。", en: "Another script has the code “\(code)”.")
        case .changedMeanwhile:
            return Phrase(zh: "该话术已被他人修改，请刷新后重试。", en: "Somebody has changed this script; load it again.")
        case .badFile(let place):
            return Phrase(zh: "话术文件无法读取：\(place)", en: "The file of scripts cannot be read: \(place)")
        case .badPriority(let most):
            return Phrase(zh: "优先级应在 0 到 \(most) 之间。", en: "The priority must be between 0 and \(most).")
        }
    }
}
