/// The outcome of reading a folder of labelled pictures; encodes to one JSON object.
public struct ReadingEvaluation: Sendable, Encodable {
    /// Share of labelled fields read exactly in pictures whose condition is `clean`, 0…1; `nil` without such.
    public var cleanExact: Double?
    /// The same in all other pictures.
    public var degradedExact: Double?
    /// Share of the accepted pictures with a wrong field, 0…1; `nil` when none was accepted.
    public var acceptedButWrong: Double?
    /// Number of accepted pictures with a wrong field.
    public var acceptedButWrongPictures: Int
    /// Share of pictures that need no person, 0…1.
    public var acceptedShare: Double?
    /// Share of printed texts found whole among the lines, whatever became of fields.
    public var textsExact: Double?
    /// Number of pictures.
    public var pictures: Int
    /// Mean time for a picture, milliseconds, from file to decision.
    public var msPerImage: Double?
    /// Longest time for a picture, milliseconds.
    public var msPerImageMax: Double?
    /// Scores by kind of document.
    public var byKind: [String: Part]
    /// Scores by condition of the picture.
    public var byCondition: [String: Part]
    /// Scores by both, as `id-front blur`.
    public var byKindAndCondition: [String: Part]
    /// Why pictures were not accepted, with their number.
    public var reasons: [String: Int]
    /// Fields that differed, the first few hundred.
    public var mistakes: [Mistake]

    /// The score of some of the pictures.
    public struct Part: Sendable, Encodable {
        /// Number of pictures.
        public let pictures: Int
        /// Share of labelled fields read exactly, 0…1.
        public let exact: Double?
        /// Share of pictures that need no person, 0…1.
        public let accepted: Double?
        /// Number of accepted pictures with a wrong field.
        public let acceptedButWrong: Int
        /// Share of printed texts found whole, 0…1.
        public let texts: Double?

        init(_ score: ReadingScore) {
            pictures = score.pictures
            exact = score.exactShare
            accepted = score.acceptedShare
            acceptedButWrong = score.acceptedButWrong
            texts = score.exactTextShare
        }
    }

    /// One field that was read wrongly.
    public struct Mistake: Sendable, Encodable {
        /// The picture, the field's name, and what is printed there.
        public let file, field, printed: String
        /// What was read, if anything.
        public let read: String?
        /// Whether the picture was accepted all the same.
        public let accepted: Bool
    }

    private static let mistakesMax = 300

    /// One picture's label and reading, with the time it took.
    public struct Row: Sendable {
        let label: LabelledPicture
        let reading: DocumentReading
        let duration: Duration

        /// A picture's outcome; the duration from file to decision.
        public init(label: LabelledPicture, reading: DocumentReading, duration: Duration) {
            self.label = label
            self.reading = reading
            self.duration = duration
        }
    }

    /// Adds up the outcomes of all pictures.
    public init(_ rows: [Row]) {
        let scores = rows.map { (label: $0.label, score: ReadingScore($0.reading, against: $0.label)) }
        func sum(_ keep: (LabelledPicture) -> Bool) -> ReadingScore {
            scores.filter { keep($0.label) }.reduce(ReadingScore()) { $0 + $1.score }
        }
        func parts(_ key: (LabelledPicture) -> String) -> [String: Part] {
            Dictionary(grouping: scores, by: { key($0.label) })
                .mapValues { Part($0.reduce(ReadingScore()) { $0 + $1.score }) }
        }
        let all = sum { _ in true }
        cleanExact = sum { $0.condition == "clean" }.exactShare
        degradedExact = sum { $0.condition != "clean" }.exactShare
        acceptedButWrong = all.acceptedButWrongShare
        acceptedButWrongPictures = all.acceptedButWrong
        acceptedShare = all.acceptedShare
        textsExact = all.exactTextShare
        pictures = rows.count
        let times = rows.map { $0.duration / .milliseconds(1) }
        msPerImage = times.isEmpty ? nil : times.reduce(0, +) / Double(times.count)
        msPerImageMax = times.max()
        byKind = parts(\.kind.rawValue)
        byCondition = parts(\.condition)
        byKindAndCondition = parts { "\($0.kind.rawValue) \($0.condition)" }
        reasons = Dictionary(rows.flatMap { row in row.reading.reasons.map { ($0, 1) } }, uniquingKeysWith: +)
        mistakes = Array(rows.flatMap(Self.mistakes).prefix(Self.mistakesMax))
    }

    private static func mistakes(_ row: Row) -> [Mistake] {
        row.label.fields.sorted { $0.key < $1.key }.compactMap { name, printed in
            let read = row.reading.fields[name]?.value
            guard ReadingScore.folded(read ?? "") != ReadingScore.folded(printed) else { return nil }
            return Mistake(
                file: row.label.file, field: name, printed: printed, read: read, accepted: row.reading.accepted)
        }
    }
}
