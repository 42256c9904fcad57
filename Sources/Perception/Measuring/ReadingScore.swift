import Foundation

/// What became of labelled pictures: counts that add up over pictures.
struct ReadingScore: Sendable, Equatable {
    var pictures = 0
    var fields = 0
    var exactFields = 0
    var accepted = 0
    /// Accepted although a labelled field is missing or differs.
    var acceptedButWrong = 0
    var texts = 0
    /// Printed texts found whole among the lines.
    var exactTexts = 0

    init() {}

    /// Share of labelled fields read exactly; `nil` without fields.
    var exactShare: Double? { Self.share(exactFields, fields) }
    var acceptedShare: Double? { Self.share(accepted, pictures) }
    var acceptedButWrongShare: Double? { Self.share(acceptedButWrong, accepted) }
    var exactTextShare: Double? { Self.share(exactTexts, texts) }

    private static func share(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }

    static func + (left: ReadingScore, right: ReadingScore) -> ReadingScore {
        var sum = left
        sum.pictures += right.pictures
        sum.fields += right.fields
        sum.exactFields += right.exactFields
        sum.accepted += right.accepted
        sum.acceptedButWrong += right.acceptedButWrong
        sum.texts += right.texts
        sum.exactTexts += right.exactTexts
        return sum
    }

    /// Scores one reading. Spaces and the width of letters and signs do not count; everything else does.
    init(_ reading: DocumentReading, against label: LabelledPicture) {
        pictures = 1
        fields = label.fields.count
        exactFields = label.fields.count { Self.folded(reading.fields[$0.key]?.value ?? "") == Self.folded($0.value) }
        accepted = reading.accepted ? 1 : 0
        acceptedButWrong = reading.accepted && exactFields < fields ? 1 : 0
        texts = label.texts.count
        let lines = Self.folded(reading.page.lines.map(\.text).joined())
        exactTexts = label.texts.count { lines.contains(Self.folded($0)) }
    }

    static func folded(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }.lowercased()
    }
}
