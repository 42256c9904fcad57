public import Journey

/// What stands in a text where personal data was: `⟦phone:138****5678:<id>⟧`.
///
/// The brackets are U+27E6 and U+27E7. No text that came from outside keeps one of its own (see ``disarm(_:)``), so
/// every placeholder in a stored text is one of ours.
public struct Placeholder: Sendable, Hashable {
    /// U+27E6.
    public static let opening: Character = "\u{27E6}"
    /// U+27E7.
    public static let closing: Character = "\u{27E7}"
    static let charactersMax = 200

    /// What was there.
    public let kind: PersonalKind
    /// The form that everybody may see.
    public let masked: String
    /// Names the row of the vault.
    public let id: EntryID

    /// The placeholder of a row of the vault.
    public init(kind: PersonalKind, masked: String, id: EntryID) {
        self.kind = kind
        self.masked = masked
        self.id = id
    }

    /// As it stands in a text.
    public var text: String { "\(Self.opening)\(kind.rawValue):\(masked):\(id)\(Self.closing)" }

    /// Reads one placeholder with its brackets; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        guard text.first == Self.opening, text.last == Self.closing, text.count <= Self.charactersMax else {
            return nil
        }
        let parts = text.dropFirst().dropLast().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let kind = PersonalKind(rawValue: String(parts[0])), let id = EntryID(String(parts[2]))
        else { return nil }
        self.init(kind: kind, masked: String(parts[1]), id: id)
    }

    /// All placeholders of a text, in order, with their places.
    public static func all(in text: String) -> [(placeholder: Placeholder, range: Range<String.Index>)] {
        var found: [(Placeholder, Range<String.Index>)] = []
        var position = text.startIndex
        while let end = text[position...].firstIndex(of: closing) {
            let after = text.index(after: end)
            // Of several that open before it, only the last can be its other half.
            if let start = text[position..<end].lastIndex(of: opening),
                let placeholder = Placeholder(text[start..<after])
            {
                found.append((placeholder, start..<after))
            }
            position = after
        }
        return found
    }

    /// Replaces our two brackets by others that look much the same, so that nobody can write a placeholder.
    public static func disarm(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "\u{27E6}" || $0 == "\u{27E7}" }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{27E6}": scalars.append("\u{301A}")
            case "\u{27E7}": scalars.append("\u{301B}")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// The text as a reader sees it: `138****5678` in place of the whole placeholder.
    public static func shown(_ text: String) -> String {
        var shown = ""
        var position = text.startIndex
        for (placeholder, range) in all(in: text) {
            shown += text[position..<range.lowerBound] + placeholder.masked
            position = range.upperBound
        }
        return shown + text[position...]
    }
}
