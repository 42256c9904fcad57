/// What is wrong with a condition or template, where, and what may have been meant.
public struct Complaint: Error, Sendable, Equatable {
    /// A stable name for each kind of complaint; interfaces and translations may key on the raw value.
    public enum Code: String, Sendable, CaseIterable, Codable {
        case empty, tooLong, tooDeep, tooManyParts
        case unexpectedCharacter, fullWidthSymbol, doubleQuotes, unclosedText, badNumber, commentRefused
        case expectedOperand, expectedWord, unexpectedPart, unclosedBracket, chainedComparison, emptyList, badEscape
        case unknownAttribute, unknownFunction, wrongArguments, unknownValue
        case typeMismatch, notCondition, nullComparison, setComparison, badTime, badMoney
        case unclosedPlaceholder, badPlaceholder, strayBraces, unfilled
    }

    public let code: Code
    /// Where, as offsets in the text's UTF-8 bytes; empty at the end of the text when something is missing there.
    public let position: Range<Int>
    /// A replacement for the text at ``position`` that may have been meant, such as a known attribute's name.
    public let suggestion: String?
    /// The words at fault, put into the message.
    let details: [String]

    init(_ code: Code, at position: Range<Int>, _ details: String..., suggestion: String? = nil) {
        self.code = code
        self.position = position
        self.details = details
        self.suggestion = suggestion
    }

    /// The position in UTF-16 units, which browsers count in.
    public func utf16Position(in text: String) -> Range<Int> {
        func units(_ bytes: Int) -> Int { String(decoding: text.utf8.prefix(bytes), as: UTF8.self).utf16.count }
        return units(position.lowerBound)..<units(position.upperBound)
    }

    /// One sentence for the person who wrote the text, with the suggestion if there is one.
    public func message(in language: Language) -> String {
        sentence(in: language) + language.hint(suggestion)
    }
}
