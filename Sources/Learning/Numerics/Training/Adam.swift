/// Adam (Kingma and Ba, 2015) with decoupled weight decay (Loshchilov and Hutter, 2019) and clipping of the gradient's
/// length; lazy for tables: rows that no example touched stay as they are.
struct Adam: Sendable, Equatable {
    /// Step length, before any schedule.
    var rate: Float = 0.001
    /// Share of every weight that a step of length 1 takes away; tables and biases are spared.
    var decay: Float = 0
    /// A longer gradient is shortened to this; 0: never.
    var lengthMax: Float = 0

    /// How much of the gradients' mean, and of their squares' mean, is kept from one step to the next.
    private static let kept: (mean: Float, square: Float) = (0.9, 0.999)
    /// Keeps a root from being divided by when it is zero.
    private static let floor: Float = 1e-8

    /// Gradients' mean and squares' mean of every weight.
    final class Moments {
        fileprivate let means: Floats
        fileprivate let squares: Floats
        fileprivate(set) var steps = 0

        init(count: Int) {
            means = Floats(zeros: count)
            squares = Floats(zeros: count)
        }
    }

    /// One step against the gradient.
    ///
    /// - Parameter pace: what the rate is multiplied with: a schedule's say.
    func step(_ weights: Floats, _ parameters: [Parameter], against slopes: Slopes, _ moments: Moments, pace: Float) {
        moments.steps += 1
        let length = lengthMax > 0 ? slopes.length : 0
        let shortening = length > lengthMax ? lengthMax / length : 1
        let kept = Self.kept
        let rate = rate * pace
        let stride = rate / (1 - Self.power(kept.mean, moments.steps))
        let root = (1 / (1 - Self.power(kept.square, moments.steps))).squareRoot()
        for run in slopes.runs {
            let mean = moments.means.base + run.offset
            let square = moments.squares.base + run.offset
            let weight = weights.base + run.offset
            Lanes.forEach(count: run.count) { place, lanes in
                let slope = lanes.load(slopes.values.base + run.offset + place) * shortening
                let newMean = lanes.load(mean + place) * kept.mean + slope * (1 - kept.mean)
                let newSquare = lanes.load(square + place) * kept.square + slope * slope * (1 - kept.square)
                lanes.store(newMean, mean + place)
                lanes.store(newSquare, square + place)
                let step = newMean * stride / (newSquare.squareRoot() * root + Self.floor)
                lanes.store(lanes.load(weight + place) - step, weight + place)
            }
        }
        guard decay > 0 else { return }
        for parameter in parameters where !parameter.isTable && parameter.rows > 1 {
            Lanes.scale(weights.base + parameter.offset, by: 1 - rate * decay, count: parameter.count)
        }
    }

    private static func power(_ base: Float, _ exponent: Int) -> Float {
        var (answer, factor, left) = (Float(1), base, exponent)
        while left > 0 {
            if left & 1 == 1 { answer *= factor }
            factor *= factor
            left >>= 1
        }
        return answer
    }
}
