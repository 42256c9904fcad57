import Foundation

/// Written dialogues made ready: a development half of odd numbers, a test half of even ones, and what text classifiers
/// say of every turn without having read it.
struct WrittenDialogues: Sendable {
    struct Ready: Sendable {
        let dialogue: LabelledDialogue
        let example: DialogueExample
    }

    private(set) var development: [Ready] = []
    private(set) var test: [Ready] = []
    static let folds = 5

    /// - Parameter given: a classifier of emotions that read none of the dialogues.
    init(_ dialogues: [LabelledDialogue], given: TextClassifier?) throws(LearningFailure) {
        let odd = dialogues.filter { $0.id % 2 != 0 }
        let even = dialogues.filter { $0.id % 2 == 0 }
        let moods = Set(odd.flatMap(\.turns).map(\.mood)).sorted()
        for fold in 0..<Self.folds {
            let own = try Self.classifier(odd.enumerated().filter { $0.offset % Self.folds != fold }.map(\.element))
            for (place, dialogue) in odd.enumerated() where place % Self.folds == fold {
                development.append(Self.ready(dialogue, own, moods, given))
            }
        }
        let own = try Self.classifier(odd)
        test = even.map { Self.ready($0, own, moods, given) }
    }

    /// The development half without one fold, and that fold.
    func parts(_ fold: Int) -> (learned: [Ready], asked: [Ready]) {
        // They stand fold after fold; the order of training should not.
        let numbered = development.sorted { $0.dialogue.id < $1.dialogue.id }.enumerated()
        return (
            numbered.filter { $0.offset % Self.folds != fold }.map(\.element),
            numbered.filter { $0.offset % Self.folds == fold }.map(\.element)
        )
    }

    private static func classifier(_ dialogues: [LabelledDialogue]) throws(LearningFailure) -> TextClassifier {
        let rows = dialogues.flatMap(\.turns).map { LabelledText($0.text, label: $0.mood) }
        // Turns are messages, not posts; longer runs did best on the development half.
        var options = TextClassifier.Options(effort: .quick)
        options.features = .broad
        return try .train(rows, options: options)
    }

    private static func ready(
        _ dialogue: LabelledDialogue, _ own: TextClassifier, _ moods: [String], _ given: TextClassifier?
    ) -> Ready {
        let turns = dialogue.turns.map { turn in
            let shares = zip(own.labels, own.probabilities(turn.text))
            let known = Dictionary(shares.map { ($0, $1) }) { first, _ in first }
            let text = moods.map { known[$0] ?? 0 } + (given?.probabilities(turn.text) ?? [])
            return DialogueTurn(
                text: text.map { log(max($0, 0.005)) }, typing: TypingFigures(length: Float(turn.text.count)))
        }
        return Ready(dialogue: dialogue, example: DialogueExample(turns, moods: dialogue.turns.map(\.mood)))
    }
}

extension LabelledDialogue {
    /// The turns, counted from 0, in which an escalation is right: from the first negative one to the one named.
    var window: ClosedRange<Int>? {
        guard let last = escalateBy.map({ $0 - 1 }) else { return nil }
        return (turns.prefix(last).firstIndex { $0.mood == JudgedDialogue.negative } ?? last)...last
    }
}
