import Foundation

/// The teaching of one network.
struct NextItemTeaching {
    private let lessons: NextItemLessons
    private let network: NextItemNetwork
    private let training: Training
    private let algebra: LinearAlgebra
    private let dropout: Float
    private let pieces: [[Int32]]
    private var random: SeededRandom

    /// - Parameter start: what to go on from; from nothing without it.
    init(
        _ data: Interactions, _ lessons: NextItemLessons, start: NextItemModel? = nil, seed: UInt64,
        algebra: LinearAlgebra
    ) {
        self.lessons = lessons
        self.algebra = algebra
        random = SeededRandom(seed: seed)
        var weights = Weights()
        let shape = NextItemNetwork.Shape(
            items: data.items.count, features: lessons.features, blocks: lessons.blocks, reach: lessons.reach)
        network = NextItemNetwork(shape, in: &weights, random: &random)
        pieces = Self.pieces(data, reach: lessons.reach)
        let steps = data.histories.reduce(0) { $0 + $1.count }
        dropout = steps < 20 * data.histories.count ? lessons.dropouts.short : lessons.dropouts.long
        let adam = Adam(rate: lessons.rate, decay: 0, lengthMax: 5)
        training = Training(start?.weights ?? weights, adam: adam, algebra: algebra, seed: seed)
    }

    /// Histories in pieces that the network can read: each step but the last is asked what comes next.
    private static func pieces(_ data: Interactions, reach: Int) -> [[Int32]] {
        data.histories.flatMap { history in
            stride(from: history.count, to: 1, by: -reach).map { end in
                Array(history[max(0, end - reach - 1)..<end])
            }
        }
    }

    /// The network as it is now.
    var model: NextItemModel { NextItemModel(network: network, weights: training.weights) }

    /// Teaches pass after pass until what is held back is ranked no better.
    ///
    /// - Parameter judge: how well what is held back is ranked; more is better.
    /// - Returns: the best network and after how many passes it was.
    mutating func teach(judging judge: (NextItemModel) -> Double) -> (model: NextItemModel, passes: Int) {
        let steps = max(1, pieces.reduce(0) { $0 + $1.count - 1 })
        let passes = max(1, min(lessons.passesMax, lessons.stepsMax / steps))
        var best = EarlyStopping((model: model, passes: 0), patience: lessons.patience)
        for pass in 1...passes {
            read()
            let model = model
            guard best.goesOn((model, pass), loss: Float(-judge(model))) else { break }
        }
        return best.best
    }

    /// Teaches a number of passes, the last ones ever more slowly, so that the last batches weigh no more than others.
    mutating func teach(passes: Int) -> NextItemModel {
        for pass in 0..<passes { read(pace: lessons.pace(pass, of: passes)) }
        return model
    }

    /// One pass over everything.
    ///
    /// - Returns: the mean loss.
    @discardableResult
    mutating func read(pace: Float = 1) -> Float {
        let mean = pieces.reduce(0) { $0 + $1.count } / max(1, pieces.count)
        let size = max(1, lessons.batchSteps / max(1, mean))
        let batches = Batches.shuffled(lengths: pieces.map(\.count), batch: size, random: &random)
        var sum: Float = 0
        for batch in batches { sum += step(batch.map { pieces[$0] }, pace: pace) }
        return sum / Float(max(1, batches.count))
    }

    private mutating func step(_ batch: [[Int32]], pace: Float) -> Float {
        let rivals = rivals(batch.flatMap { $0.dropFirst() })
        return training.step(pace: pace) { tape in
            let states = tape.dropout(network.states(batch.map { $0.dropLast() }, dropout: dropout, tape), dropout / 2)
            let scores = tape.fits(states, network.items(rivals.items, tape))
            rivals.weigh(scores)
            return tape.crossEntropy(scores, rivals.truths)
        }
    }

    /// Items that the next ones are told from.
    private struct Rivals {
        let items: [Int32]
        /// For each step, the place of the next item among them.
        let truths: [Int32]
        /// The first ones stand for themselves, each of the others for as many items as this is the logarithm of.
        let own: Int
        let others: Float

        /// Adds the logarithms to the scores, whose slopes they leave alone.
        func weigh(_ scores: Variable) {
            guard own < items.count else { return }
            for row in 0..<scores.rows {
                for place in own..<items.count { scores.value[row, place] += others }
            }
        }
    }

    /// All items, or those that come next anywhere in the batch, which stand for themselves, and some drawn evenly,
    /// which stand for all others: so the loss is about that over all items (Jean et al., 2015).
    private mutating func rivals(_ next: [Int32]) -> Rivals {
        let count = network.shape.items
        if count <= lessons.wholeItemsMax {
            return Rivals(items: (0..<Int32(count)).map(\.self), truths: next, own: count, others: 0)
        }
        var places: [Int32: Int32] = [:]
        var items: [Int32] = []
        func place(_ item: Int32) -> Int32 {
            if let place = places[item] { return place }
            places[item] = Int32(items.count)
            items.append(item)
            return Int32(items.count - 1)
        }
        let truths = next.map(place)
        let own = items.count
        for _ in 0..<lessons.drawn { _ = place(Int32(random.below(count))) }
        let others = Float(count - own) / Float(max(1, items.count - own))
        return Rivals(items: items, truths: truths, own: own, others: log(max(1, others)))
    }
}
