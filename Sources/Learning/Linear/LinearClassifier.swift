/// A linear multi-class model: one score per label, the sum of one weight per feature present, plus a bias.
///
/// Weights stand feature by feature, the bias last, so that classifying reads one contiguous run per feature.
struct LinearClassifier: Sendable, Equatable {
    let features: Int
    let classes: Int
    let weights: [Float]

    /// A larger model than this is refused (1 GB of weights).
    static let weightsMax = 250_000_000

    /// - Parameter weights: `(features + 1) * classes` numbers.
    init(features: Int, classes: Int, weights: [Float]) {
        self.features = features
        self.classes = classes
        self.weights = weights
    }

    /// Trains each class against all others.
    ///
    /// - Parameters:
    ///   - targets: the class of each row, or -1 for a row that belongs to none.
    ///   - leansOnTelling: each class's machine sees features scaled by how much they tell of that class.
    init(
        _ rows: SparseRows, targets: [Int32], classes: Int, features: Int, options: DualCoordinateDescent.Options,
        leansOnTelling: Bool = false, seed: UInt64
    ) throws(LearningFailure) {
        guard (features + 1) * classes <= Self.weightsMax else {
            throw .tooLarge("\(features) features × \(classes) labels, at most \(Self.weightsMax) weights")
        }
        let plain = DualCoordinateDescent(rows, features: features, options: options)
        var weights = [Float](repeating: 0, count: (features + 1) * classes)
        for target in 0..<classes {
            let positive = targets.map { $0 == Int32(target) }
            let seed = seed &+ UInt64(target)
            let column =
                leansOnTelling
                ? Self.column(rows, positive, features: features, options: options, seed: seed)
                : plain.separate(positive, seed: seed)
            for (feature, weight) in column.enumerated() { weights[feature * classes + target] = weight }
        }
        self.init(features: features, classes: classes, weights: weights)
    }

    /// One class's weights of plain vectors, learned from vectors scaled by what tells of the class.
    private static func column(
        _ rows: SparseRows, _ positive: [Bool], features: Int, options: DualCoordinateDescent.Options, seed: UInt64
    ) -> [Float] {
        let scales = TellingFeatures(rows, features: features).scales(positive)
        let trainer = DualCoordinateDescent(rows.scaled(by: scales), features: features, options: options)
        let bias: Float = 1
        return zip(trainer.separate(positive, seed: seed), scales + [bias]).map { $0 * $1 }
    }

    /// One score per class; above zero means the class claims the vector for itself.
    func scores(_ vector: SparseVector) -> [Float] {
        var scores = Array(weights[(features * classes)...])
        scores.withUnsafeMutableBufferPointer { scores in
            weights.withUnsafeBufferPointer { weights in
                for (index, value) in zip(vector.indices, vector.values) {
                    let start = Int(index) * classes
                    for target in 0..<classes { scores[target] += weights[start + target] * value }
                }
            }
        }
        return scores
    }

    func weight(of feature: Int32, for target: Int) -> Float { weights[Int(feature) * classes + target] }
}

extension [Float] {
    /// Position of the largest element; the first of equals. `nil` when empty.
    var indexOfMax: Int? {
        indices.max { self[$0] < self[$1] || (self[$0] == self[$1] && $0 > $1) }
    }
}
