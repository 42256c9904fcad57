import Foundation

extension NextItemNetwork {
    /// How a network is taught.
    struct Lessons: Sendable, Equatable {
        var features = 64
        var blocks = 2
        var reach = 50
        var rate: Float = 0.002
        /// Histories a batch.
        var batch = 64
        /// Items drawn beside those of the batch.
        var drawn = 256
        /// Up to this many items the softmax goes over all of them.
        var wholeItemsMax = 1_024
        /// Most passes over the data, and most steps of histories in all passes together.
        var passesMax = 40
        var stepsMax = 5_000_000
        /// Passes without a better rank of what is held back before it is given up.
        var patience = 4

        /// Shorter histories are learned by heart sooner.
        func dropout(_ data: Interactions) -> Float {
            let steps = data.histories.reduce(0) { $0 + $1.count }
            return steps < 20 * data.histories.count ? 0.5 : 0.2
        }
    }
}

/// The teaching of one network.
struct NextItemTeaching {
    private let lessons: NextItemNetwork.Lessons
    private let network: NextItemNetwork
    private let training: Training
    private let algebra: LinearAlgebra
    private let dropout: Float
    private var random: SeededRandom

    init(
        _ data: Interactions, _ lessons: NextItemNetwork.Lessons, start: NextItemModel? = nil, seed: UInt64,
        algebra: LinearAlgebra
    ) {
        self.lessons = lessons
        self.algebra = algebra
        random = SeededRandom(seed: seed)
        var weights = Weights()
        let shape = NextItemNetwork.Shape(
            items: data.items.count, features: lessons.features, blocks: lessons.blocks, reach: lessons.reach)
        network = NextItemNetwork(shape, in: &weights, random: &random)
        dropout = lessons.dropout(data)
        let adam = Adam(rate: lessons.rate, decay: 0, lengthMax: 5)
        training = Training(start?.weights ?? weights, adam: adam, algebra: algebra, seed: seed)
    }

    /// Teaches pass after pass until what is held back is ranked no better.
    ///
    /// - Returns: the best network and after how many passes it was.
    mutating func teach(_ data: Interactions, judging judge: (NextItemModel) -> Double) -> (NextItemModel, passes: Int) {
        let pieces = pieces(data)
        let steps = max(1, pieces.reduce(0) { $0 + $1.count })
        let passes = max(1, min(lessons.passesMax, lessons.stepsMax / steps))
        var best = (model: NextItemModel(network: network, weights: training.weights), passes: 0)
        var highest = -Double.infinity
        for pass in 1...passes {
            read(pieces, pace: 1 - 0.9 * Float(pass - 1) / Float(passes))
            let model = NextItemModel(network: network, weights: training.weights)
            let found = judge(model)
            if found > highest { (highest, best) = (found, (model, pass)) }
            if pass - best.passes >= lessons.patience { break }
        }
        return best
    }

    /// Teaches a few passes more at a slow pace, for items that were held back before.
    mutating func goOn(_ data: Interactions, passes: Int) -> NextItemModel {
        let pieces = pieces(data)
        for _ in 0..<passes { read(pieces, pace: 0.3) }
        return NextItemModel(network: network, weights: training.weights)
    }

    /// Histories in pieces that the network can read: each step but the last is asked what comes next.
    private func pieces(_ data: Interactions) -> [[Int32]] {
        data.histories.flatMap { history in
            stride(from: history.count, to: 1, by: -lessons.reach).map { end in
                Array(history[max(0, end - lessons.reach - 1)..<end])
            }
        }
    }

    /// One pass over everything.
    private mutating func read(_ pieces: [[Int32]], pace: Float) {
        let batches = Batches.shuffled(lengths: pieces.map(\.count), batch: lessons.batch, random: &random)
        for batch in batches {
            let read = batch.map { pieces[$0].dropLast().map(\.self) }
            let next = batch.flatMap { pieces[$0].dropFirst() }
            let rivals = candidates(next)
            training.step(pace: pace) { tape in
                let states = tape.dropout(network.states(read, dropout: dropout, tape), dropout / 2)
                let scores = tape.fits(states, network.items(rivals.items, tape))
                let shifted = rivals.logChances.map { tape.sum(scores, repeated($0, rows: scores.rows, tape)) }
                return tape.crossEntropy(shifted ?? scores, rivals.truths)
            }
        }
    }

    private func repeated(_ row: [Float], rows: Int, _ tape: Tape) -> Variable {
        let view = tape.arena.take(rows: rows, columns: row.count)
        row.withUnsafeBufferPointer { row in
            if let start = row.baseAddress { view.repeatRow(start) }
        }
        return Variable(value: view, slope: nil)
    }

    /// Items that the next ones are told from.
    private struct Rivals {
        let items: [Int32]
        /// For each step, the place of the next item among them.
        let truths: [Int32]
        /// To be added to the scores; `nil` when all items are there.
        let logChances: [Float]?
    }

    /// All items, or those that come next anywhere in the batch and some drawn evenly; what is common in batches is
    /// there more often and is marked down by as much (Jean et al., 2015).
    private mutating func candidates(_ next: [Int32]) -> Rivals {
        let count = network.shape.items
        if count <= lessons.wholeItemsMax {
            return Rivals(items: (0..<Int32(count)).map(\.self), truths: next, logChances: nil)
        }
        var places: [Int32: Int32] = [:]
        var items: [Int32] = []
        var times: [Float] = []
        func place(_ item: Int32, _ chance: Float) -> Int32 {
            let place = places[item] ?? Int32(items.count)
            if Int(place) == items.count {
                places[item] = place
                items.append(item)
                times.append(Float(lessons.drawn) / Float(count))
            }
            times[Int(place)] += chance
            return place
        }
        let truths = next.map { place($0, 1) }
        for _ in 0..<lessons.drawn { _ = place(Int32(random.below(count)), 0) }
        return Rivals(items: items, truths: truths, logChances: times.map { -log($0) })
    }
}
