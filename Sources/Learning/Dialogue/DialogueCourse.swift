/// One training of a conversation's reader: what is read, how often, what is left out.
struct DialogueCourse {
    private typealias Lesson = (turns: [DialogueTurn], targets: [Int32])

    private let learned: [Lesson]
    private let held: [Lesson]
    private let start: DialogueEmotionClassifier
    private let options: DialogueEmotionClassifier.Options

    init(
        _ learned: [DialogueExample], _ held: [DialogueExample], _ start: DialogueEmotionClassifier,
        _ options: DialogueEmotionClassifier.Options
    ) {
        let numbers = Dictionary(start.labels.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
        func lessons(_ examples: [DialogueExample]) -> [Lesson] {
            examples.filter { !$0.turns.isEmpty }.map { example in
                (example.turns, example.moods.map { $0.flatMap { numbers[$0] } ?? -1 })
            }
        }
        self.learned = lessons(learned)
        self.held = lessons(held)
        self.start = start
        self.options = options
    }

    func taught(_ algebra: LinearAlgebra, _ random: inout SeededRandom) -> DialogueEmotionClassifier {
        let adam = Adam(rate: options.rate, decay: options.decay, lengthMax: 5)
        let training = Training(start.weights, adam: adam, algebra: algebra, seed: random.next())
        var stopping = EarlyStopping(start, patience: options.patience)
        var latest = start
        for epoch in 0..<options.epochs {
            let pace = 1 - 0.9 * Float(epoch) / Float(options.epochs)
            let batches = Batches.shuffled(lengths: learned.map(\.turns.count), batch: options.batch, random: &random)
            for batch in batches { read(batch.map { learned[$0] }, training, pace) }
            latest.weights = training.weights
            guard !held.isEmpty else { continue }
            let (scores, truths) = judged(latest, algebra)
            let loss = Weights().asking(.portable) { $0.crossEntropy($0.constant(scores), truths) }
            if !stopping.goesOn(latest, loss: loss) { break }
        }
        guard !held.isEmpty else { return latest }
        var best = stopping.best
        let (scores, truths) = judged(best, algebra)
        best.temperature = Temperature.fitted(scores, truths)
        return best
    }

    private func read(_ lessons: [Lesson], _ training: Training, _ pace: Float) {
        let spans = Spans(lengths: lessons.map(\.turns.count))
        training.step(pace: pace) { tape in
            let rows = lessons.flatMap { thinned($0.turns, &tape.random).map(start.encoding.row) }
            let x = tape.constant(Matrix(rows: rows, columns: start.encoding.width))
            let scores = start.network.scores(x, spans, dropout: options.dropout, tape)
            return tape.crossEntropy(scores, lessons.flatMap(\.targets))
        }
    }

    /// What is left of a conversation: modalities fall out for the whole of it, and at single turns.
    private func thinned(_ turns: [DialogueTurn], _ random: inout SeededRandom) -> [DialogueTurn] {
        guard options.modalityDropout > 0 else { return turns }
        func fallen(_ random: inout SeededRandom) -> Set<DialogueModality> {
            var fallen: Set<DialogueModality> = []
            for modality in DialogueModality.allCases where random.share() < options.modalityDropout {
                fallen.insert(modality)
            }
            return fallen
        }
        let throughout = fallen(&random)
        return turns.map { $0.leavingOut(throughout.union(fallen(&random))) }
    }

    private func judged(_ model: DialogueEmotionClassifier, _ algebra: LinearAlgebra) -> (Matrix, [Int32]) {
        (
            model.scores(held.map { $0.turns.map(model.encoding.row) }, algebra: algebra),
            held.flatMap(\.targets)
        )
    }
}
