/// What a classifier asks about a text: linear views, and networks where they were trained.
struct Opinions: Sendable, Equatable {
    /// At least one.
    let linear: [LinearView]
    /// Reads the vectors of the first linear view.
    let combinations: SparseNetwork?
    let phrases: PhraseNetwork?

    init(linear: [LinearView], combinations: SparseNetwork? = nil, phrases: PhraseNetwork? = nil) {
        self.linear = linear
        self.combinations = combinations
        self.phrases = phrases
    }

    var count: Int { linear.count + (combinations == nil ? 0 : 1) + (phrases == nil ? 0 : 1) }

    func vectors(_ units: TextUnits) -> [SparseVector] { linear.map { $0.features.vector(units) } }

    /// One row of scores per opinion, the linear views first.
    func scores(_ units: TextUnits, _ vectors: [SparseVector]) -> [[Float]] {
        var scores = zip(linear, vectors).map { $0.model.scores($1) }
        if let combinations { scores.append(combinations.scores(vectors[0])) }
        if let phrases { scores.append(phrases.scores(units)) }
        return scores
    }
}
