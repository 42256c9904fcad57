import Foundation
import Journey

/// A customer's name as it may be shown: one line, short, nothing in it that turns the text of others around.
enum DisplayName {
    static let charactersMax = 40
    /// A character may carry any number of combining marks; a few are language, the rest is mischief.
    private static let scalarsPerCharacterMax = 8

    /// - Returns: `nil` when nothing readable is left.
    static func sanitised(_ raw: String?) -> String? {
        // Bounded before anything else is done with it: a name may come from anyone on the internet.
        let clean = (raw ?? "").prefix(charactersMax * 4).map { character -> String in
            if character.isWhitespace { return " " }
            let scalars = character.unicodeScalars.filter(isPlain).prefix(scalarsPerCharacterMax)
            return String(String.UnicodeScalarView(scalars))
        }
        let words = clean.joined().split(separator: " ").joined(separator: " ")
        let name = words.prefix(charactersMax).trimmingCharacters(in: .whitespaces)
        return name.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.isEmoji } ? name : nil
    }

    /// For a visitor who gave no name.
    static func ofVisitor(_ id: CustomerID, language: String) -> String {
        let code = id.description.suffix(4).uppercased()
        return language.hasPrefix("zh") ? "访客 \(code)" : "Visitor \(code)"
    }

    /// Neither a control, nor a direction mark, nor unassigned, nor private use; the joiner of emoji may stay.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0x200D { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
            return false
        default: return true
        }
    }
}
