import Expressions
public import Journey

/// What is wrong with a script's condition or template, where, and what may have been meant.
public struct ScriptComplaint: Sendable, Equatable, Codable {
    /// Which of the two texts is meant.
    public enum Part: String, Sendable, Codable, CaseIterable { case condition, template }

    /// The text at fault.
    public let part: Part
    /// Where in that text, in UTF-16 units as browsers count; `end` is the first unit after it.
    public let start: Int
    /// The first unit after it.
    public let end: Int
    /// Stable name of the kind of complaint.
    public let code: String
    /// One sentence for the person who wrote it.
    public let message: Phrase
    /// A replacement for the text there.
    public let suggestion: String?

    init(_ complaint: Complaint, part: Part, in text: String) {
        let place = complaint.utf16Position(in: text)
        self.part = part
        start = place.lowerBound
        end = place.upperBound
        code = complaint.code.rawValue
        message = Phrase(zh: complaint.message(in: .chinese), en: complaint.message(in: .english))
        suggestion = complaint.suggestion
    }
}
