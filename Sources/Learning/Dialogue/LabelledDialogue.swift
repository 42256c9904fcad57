public import Foundation

/// A conversation as somebody wrote and labelled it: turns of a customer, their moods, and whether it should escalate.
public struct LabelledDialogue: Sendable, Equatable, Decodable {
    /// One turn.
    public struct Turn: Sendable, Equatable, Decodable {
        public let mood: String
        public let text: String
    }

    public let id: Int
    /// What kind of conversation it is, such as `calm` or `escalation`.
    public let kind: String
    public let language: String
    public let turns: [Turn]
    /// The turn, counted from 1, by which it should have escalated; `nil` when it should not.
    public let escalateBy: Int?

    /// Reads JSON lines, one object each; blank lines are skipped.
    ///
    /// - Throws: `badRow` naming the line that cannot be read, has no turns or escalates after its end; `tooLarge`.
    public static func all(jsonLines data: Data) throws(LearningFailure) -> [LabelledDialogue] {
        guard data.count <= LabelledText.fileBytesMax else { throw .tooLarge("a data file of \(data.count) bytes") }
        var dialogues: [LabelledDialogue] = []
        for (place, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { continue }
            guard let dialogue = try? JSONDecoder().decode(LabelledDialogue.self, from: Data(line)) else {
                throw .badRow(line: place + 1, reason: "it is no conversation of id, kind, language and turns")
            }
            let turns = dialogue.turns.count
            guard turns > 0, turns <= DialogueEmotionClassifier.Limits.turns,
                dialogue.escalateBy.map((1...turns).contains) ?? true
            else { throw .badRow(line: place + 1, reason: "it has no turns, or escalates where there is none") }
            dialogues.append(dialogue)
        }
        return dialogues
    }
}
