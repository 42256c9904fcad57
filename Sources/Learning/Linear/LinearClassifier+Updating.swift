extension LinearClassifier {
    /// What a class without a past scores before it has learned anything: as much as a text of another class would.
    private static let strangerBias: Float = -1

    /// The same model after learning rows more, near to what it knew.
    ///
    /// - Parameters:
    ///   - places: the new number of each old class.
    ///   - features: at least as many as before; the new ones follow the old.
    func updated(
        _ rows: SparseRows, targets: [Int32], places: [Int], classes: Int, features: Int,
        options: DualCoordinateDescent.Options, seed: UInt64
    ) throws(LearningFailure) -> LinearClassifier {
        guard (features + 1) * classes <= Self.weightsMax else {
            throw .tooLarge("\(features) features × \(classes) labels, at most \(Self.weightsMax) weights")
        }
        let trainer = DualCoordinateDescent(rows, features: features, options: options)
        var old = [Int?](repeating: nil, count: classes)
        for (number, place) in places.enumerated() { old[place] = number }
        var weights = [Float](repeating: 0, count: (features + 1) * classes)
        for target in 0..<classes {
            let known = column(old[target], features: features)
            let moved = trainer.separate(
                targets.map { $0 == Int32(target) }, startingFrom: known, seed: seed &+ UInt64(target))
            for (feature, weight) in moved.enumerated() { weights[feature * classes + target] = weight }
        }
        return LinearClassifier(features: features, classes: classes, weights: weights)
    }

    /// One class's weights, zero for features that are new; the bias last.
    private func column(_ target: Int?, features count: Int) -> [Float] {
        var column = [Float](repeating: 0, count: count + 1)
        column[count] = Self.strangerBias
        guard let target else { return column }
        for feature in 0..<features { column[feature] = weights[feature * classes + target] }
        column[count] = weights[features * classes + target]
        return column
    }
}
