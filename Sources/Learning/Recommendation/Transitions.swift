import Foundation

/// What is met after what: steps of one user's history, nearer ones weighing more.
enum Transitions {
    /// Steps ahead that still count.
    static let reach = 6

    /// - Parameter backward: weight of a step back in time beside one forward.
    static func weights(_ data: Interactions, backward: Float = 0.3, most: Int) -> ItemNeighbours {
        var following = [[Int32: Float]](repeating: [:], count: data.items.count)
        var heard = [Float](repeating: 0, count: data.items.count)
        for history in data.histories {
            let recent = history.suffix(CoOccurrence.historyMax)
            for (place, item) in recent.enumerated() {
                heard[Int(item)] += 1
                for (distance, next) in recent.dropFirst(place + 1).prefix(reach).enumerated() {
                    let weight = 1 / Float(distance + 1)
                    following[Int(item)][next, default: 0] += weight
                    following[Int(next)][item, default: 0] += weight * backward
                }
            }
        }
        var neighbours = ItemNeighbours()
        for (item, next) in following.enumerated() {
            // Divided by the root of how common both are: what follows everything says little.
            neighbours.append(
                next.map { other, weight in
                    (item: other, weight: weight / ((heard[item] + 2) * (heard[Int(other)] + 2)).squareRoot())
                }, most: most)
        }
        return neighbours
    }
}

/// How often items were met, later meetings weighing more.
enum Popularity {
    /// - Parameter halfLife: share of a history after which a meeting weighs half; measured from its end.
    static func weights(_ data: Interactions, halfLife: Double = 0.5) -> [Float] {
        var weights = [Float](repeating: 0, count: data.items.count)
        for history in data.histories {
            for (place, item) in history.enumerated() {
                let age = Double(history.count - 1 - place) / Double(max(1, history.count))
                weights[Int(item)] += Float(pow(0.5, age / halfLife))
            }
        }
        return weights.map { log(1 + $0) }
    }
}
