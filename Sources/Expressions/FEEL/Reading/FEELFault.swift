/// Why a text is no FEEL expression, where, and what may have been meant.
public struct FEELFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name for each kind of fault; interfaces and translations may key on the raw value.
    public enum Code: String, Sendable, CaseIterable, Codable {
        case tooLong, tooDeep, tooManyParts
        case unclosedComment, unclosedText, unclosedRange, badEscape, badNumber
        case missingPart, missingName, missingType, missingTime
        case unexpectedPart, unknownType
    }

    public let code: Code
    /// Where in the text, in UTF-8 bytes.
    public let position: Int
    /// A replacement for the word at ``position`` that may have been meant.
    public let suggestion: String?
    /// What is missing or unknown, or how much is allowed.
    private let detail: String
    /// The word at which reading stopped, empty for the text's end; `nil` where it says nothing.
    private let found: String?

    /// - Parameter found: the word at which reading stopped, empty for the text's end.
    init(_ code: Code, at position: Int, _ detail: String = "", found: String? = nil) {
        self.code = code
        self.position = position
        self.detail = detail
        self.found = found
        suggestion = found.flatMap(Self.meant)
    }

    public var description: String { "at byte \(position): \(message(in: .english))" }

    /// What is wrong there, for the person who wrote the text, with the suggestion if there is one.
    public func message(in language: Language) -> String {
        let sentences = [sentence(in: language), stop(in: language)].compactMap(\.self)
        return sentences.joined(separator: language.pick("", " ")) + language.hint(suggestion)
    }

    private func sentence(in language: Language) -> String? {
        switch code {
        case .tooLong: language.tooLong(detail)
        case .tooDeep: language.tooDeep(detail)
        case .tooManyParts: language.tooManyParts(detail)
        case .unclosedComment: language.pick("注释没有结束。", "The comment has no end.")
        case .unclosedText: language.pick("文本缺少右边的双引号。", "The closing quote is missing.")
        case .unclosedRange: language.pick("区间没有结束。", "The range has no end.")
        case .badEscape:
            language.pick(
                "字符编码要写四位，或在 \\U 后面写六位。", "A character's code needs four digits, or six after \\U.")
        case .badNumber:
            language.pick("这个数超出 decimal128 的范围。", "The number is beyond what decimal128 holds.")
        case .missingPart: language.pick("这里缺少 \(detail)。", "\(detail) is missing.")
        case .missingName: language.pick("这里缺少名称。", "A name is missing.")
        case .missingType: language.pick("这里缺少类型。", "A type is missing.")
        case .missingTime: language.pick("@ 后面要写带引号的日期或时间。", "A date or time in quotes is missing after @.")
        case .unexpectedPart: nil
        case .unknownType: language.pick("没有名为“\(detail)”的类型。", "There is no type “\(detail)”.")
        }
    }

    private func stop(in language: Language) -> String? {
        found.map { word in
            word.isEmpty
                ? language.pick("文本提前结束。", "The text ends too early.")
                : language.pick("这里不应出现“\(word)”。", "“\(word)” is not expected here.")
        }
    }

    /// What somebody meant who wrote another language's sign, or a full-width one as Chinese input methods type it.
    private static func meant(by word: String) -> String? {
        switch word {
        case "'", "‘", "’", "“", "”", "「", "」": return "\""
        case "≠": return "!="
        case "&": return "and"
        case "|": return "or"
        case "!": return "not"
        default: break
        }
        let plain = word.unicodeScalars.map { FullWidthSign.halfWidth(of: $0) ?? String($0) }.joined()
        return plain == word ? nil : plain
    }
}
