extension TextClassifier {
    /// The classifier after learning more rows, without starting over.
    ///
    /// Labels it has not met are added. Weights start from what is known and stay near to it; old rows are repeated
    /// beside the new ones so that what they taught is not forgotten. How much each opinion counts, confidence and
    /// scope threshold stay as they are unless development rows are given.
    ///
    /// - Parameters:
    ///   - rows: at least one.
    ///   - replaying: rows it learned from before; of each label `options.replayedRows` are repeated, drawn by the
    ///   seed.
    ///   - outOfScope: texts that carry none of the labels.
    /// - Throws: `cannotTrain` without rows, `tooLarge` beyond a stated limit.
    public func updated(
        with rows: [LabelledText], replaying: [LabelledText] = [], outOfScope: [String] = [],
        development: Development? = nil, options: Options = Options()
    ) throws(LearningFailure) -> TextClassifier {
        try options.check()
        var options = options
        options.register = register
        guard !rows.isEmpty else { throw .cannotTrain("there are no new rows") }
        let all = Set(labels + rows.map(\.label)).sorted()
        guard all.count <= Self.labelsMax else { throw .tooLarge("\(all.count) labels, at most \(Self.labelsMax)") }
        let repeated = Self.drawn(replaying, each: options.replayedRows, seed: options.seed)
        guard rows.count + repeated.count + outOfScope.count <= Self.rowsMax else {
            throw .tooLarge("more than \(Self.rowsMax) rows")
        }
        let lesson = Lesson(rows + repeated, outOfScope: outOfScope, labels: all, register: register)
        let rowsInAll = trainedRows + rows.count + outOfScope.count
        let places = labels.compactMap { all.firstIndex(of: $0) }
        let learned = try lesson.update(opinions, places: places, rowsInAll: rowsInAll, options)
        let version = Self.fingerprint(rows + repeated, outOfScope, development, options, after: version)
        guard let development, !development.rows.isEmpty else {
            return TextClassifier(
                labels: all, version: version, register: register, scopeThreshold: scopeThreshold,
                trainedRows: rowsInAll,
                opinions: learned, pooling: pooling, calibration: calibration)
        }
        let asked = Lesson(
            development.rows, outOfScope: development.outOfScope, labels: all, register: register)
        return TextClassifier(
            labels: all, version: version, register: register, trainedRows: rowsInAll, opinions: learned,
            heldOut: asked.answers(of: learned), options: options)
    }

    /// At most so many rows of each label, drawn by the seed.
    private static func drawn(_ rows: [LabelledText], each: Int, seed: UInt64) -> [LabelledText] {
        var random = SeededRandom(seed: seed)
        var taken: [String: Int] = [:]
        return rows.shuffled(using: &random).filter { row in
            taken[row.label, default: 0] += 1
            return taken[row.label, default: 0] <= each
        }
    }
}
