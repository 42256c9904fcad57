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
}
