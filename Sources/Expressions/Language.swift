/// A language a person reads messages in: 简体中文 or English.
public enum Language: String, Sendable, CaseIterable, Codable {
    case chinese = "zh-CN"
    case english = "en"

    func pick(_ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
        switch self {
        case .chinese: chinese()
        case .english: english()
        }
    }

    // Sentences that conditions, templates and FEEL have in common.

    func tooLong(_ bytesMax: String) -> String {
        pick("文本太长，最多 \(bytesMax) 字节。", "The text is longer than \(bytesMax) bytes.")
    }

    func tooDeep(_ levelsMax: String) -> String {
        pick("嵌套太深，最多 \(levelsMax) 层。", "Nested deeper than \(levelsMax) levels.")
    }

    func tooManyParts(_ partsMax: String) -> String {
        pick("内容太多，最多 \(partsMax) 项。", "More than \(partsMax) parts.")
    }

    /// What follows a sentence when something may have been meant, else nothing.
    func hint(_ suggestion: String?) -> String {
        suggestion.map { pick("您是不是想写 \($0)？", " Did you mean \($0)?") } ?? ""
    }
}
