import Foundation

/// The last layer of a network: from hidden units that are never below zero to one raw score per class.
struct ClassLayer: Sendable, Equatable {
    let classes: Int
    let units: Int
    /// One run of lanes over the classes for each unit, the bias last.
    var weights: [Lane]

    var width: Int { [Lane].lanes(for: classes) }

    init(classes: Int, units: Int, weights: [Lane]) {
        self.classes = classes
        self.units = units
        self.weights = weights
    }

    init(classes: Int, units: Int, random: inout SeededRandom) {
        let width = [Lane].lanes(for: classes)
        let first = [Lane].normal(units * width, spread: 1 / Float(units).squareRoot(), &random)
        self.init(classes: classes, units: units, weights: first + .zeros(width))
    }

    /// Raw scores; numbers beyond the classes mean nothing.
    func scores(_ hidden: [Lane]) -> [Lane] {
        let width = width
        var scores = Array(weights[(units * width)...])
        for unit in 0..<units {
            let activity = hidden.number(unit)
            guard activity > 0 else { continue }
            for lane in 0..<width { scores[lane] += weights[unit * width + lane] * activity }
        }
        return scores
    }

    func named(_ scores: [Lane]) -> [Float] { (0..<classes).map(scores.number) }

    /// Softmax minus truth: the log loss's gradient at the raw scores.
    ///
    /// - Parameter target: -1 for a text of no class: the truth is then undecided between all.
    func errors(_ scores: [Lane], target: Int32) -> [Lane] {
        var largest = -Float.infinity
        for place in 0..<classes { largest = max(largest, scores.number(place)) }
        var sum: Float = 0
        var errors = [Lane].zeros(width)
        for place in 0..<classes {
            let share = exp(scores.number(place) - largest)
            errors.set(place, share)
            sum += share
        }
        for lane in 0..<width { errors[lane] /= sum }
        if target >= 0 {
            errors.set(Int(target), errors.number(Int(target)) - 1)
        } else {
            for place in 0..<classes { errors.set(place, errors.number(place) - 1 / Float(classes)) }
        }
        return errors
    }

    /// Adds the weights' gradient to `slopes`.
    ///
    /// - Parameter mask: what each hidden unit was multiplied with; 0 for one that was off or left out.
    /// - Returns: the gradient at the hidden units before the mask.
    func back(_ errors: [Lane], hidden: [Lane], mask: [Lane], slopes: inout [Lane]) -> [Lane] {
        let width = width
        var back = [Lane].zeros(mask.count)
        for unit in 0..<units {
            let kept = mask.number(unit)
            guard kept > 0 else { continue }
            let activity = hidden.number(unit)
            var sum = Lane.zero
            for lane in 0..<width {
                sum += weights[unit * width + lane] * errors[lane]
                slopes[unit * width + lane] += errors[lane] * activity
            }
            back.set(unit, sum.sum() * kept)
        }
        for lane in 0..<width { slopes[units * width + lane] += errors[lane] }
        return back
    }

    /// The same layer with room for more classes, which it knows nothing of yet.
    ///
    /// - Parameter places: the new number of each old class.
    func widened(places: [Int], classes: Int) -> ClassLayer {
        var wider = ClassLayer(
            classes: classes, units: units, weights: .zeros((units + 1) * [Lane].lanes(for: classes)))
        for unit in 0...units {
            for (old, new) in places.enumerated() {
                wider.weights.set(
                    unit * wider.width * Lane.scalarCount + new, weights.number(unit * width * Lane.scalarCount + old))
            }
        }
        return wider
    }
}
