/// A network with what it has learned.
struct NextItemModel: Sendable, Equatable {
    let network: NextItemNetwork
    let weights: Weights

    /// How well every item fits after a history, by its latest items; zero everywhere after nothing.
    ///
    /// - Parameter scores: one number an item.
    func score(_ history: [Int32], into scores: inout [Float], algebra: LinearAlgebra = .standard) {
        guard !history.isEmpty else {
            scores.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
            return
        }
        score([history], algebra: algebra) { _, found in
            scores.withUnsafeMutableBufferPointer { scores in
                scores.baseAddress.map { $0.update(from: found, count: scores.count) }
            }
        }
    }

    /// The same for many histories, none of them empty.
    ///
    /// - Parameter body: is given each history's place and one number an item.
    func score(_ histories: [[Int32]], algebra: LinearAlgebra, _ body: (Int, UnsafePointer<Float>) -> Void) {
        weights.asking(algebra) { tape in
            let read = histories.map { $0.suffix(network.shape.reach) }
            let states = network.states(read, tape)
            let lasts = tape.rows(states, Spans(lengths: read.map(\.count)).lasts)
            let scores = tape.arena.take(rows: histories.count, columns: network.shape.items)
            let table = tape.weight(network.items.table)
            if histories.count == 1 {
                algebra.multiply(table, vector: lasts.value.base, into: scores.base)
            } else {
                algebra.multiply(lasts.value, table, transposing: .second, into: scores)
            }
            for place in histories.indices { body(place, scores.row(place)) }
        }
    }

    /// How well one item fits after each of others alone.
    func fits(_ item: Int32, afterEach sources: [Int32], algebra: LinearAlgebra = .standard) -> [Float] {
        guard !sources.isEmpty else { return [] }
        return weights.asking(algebra) { tape in
            let states = network.states(sources.map { [$0] }, tape)
            let vector = tape.weight(network.items.table).row(Int(item))
            return sources.indices.map { Lanes.dot(states.value.row($0), vector, count: states.columns) }
        }
    }
}
