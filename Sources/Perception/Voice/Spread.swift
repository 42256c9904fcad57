/// What a series of measurements looks like as a whole.
struct Spread: Sendable, Equatable {
    let mean: Double
    let deviation: Double
    let low: Double
    let median: Double
    let high: Double
    /// Between the first and the third quarter.
    let quartiles: Double
    /// Change a step of the straight line through the series.
    let slope: Double

    init(_ values: [Double]) {
        guard values.count >= 3 else {
            (mean, deviation, low, median, high, quartiles, slope) = (0, 0, 0, values.first ?? 0, 0, 0, 0)
            return
        }
        let count = Double(values.count)
        let average = values.reduce(0, +) / count
        mean = average
        deviation = (values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / count).squareRoot()
        let sorted = values.sorted()
        func quantile(_ share: Double) -> Double {
            let position = share * (count - 1)
            let at = Int(position)
            return sorted[at] + (sorted[min(at + 1, sorted.count - 1)] - sorted[at]) * (position - Double(at))
        }
        low = quantile(0.05)
        median = quantile(0.5)
        high = quantile(0.95)
        quartiles = quantile(0.75) - quantile(0.25)
        let middle = (count - 1) / 2
        let sides = values.enumerated().reduce((product: 0.0, square: 0.0)) { sums, item in
            let step = Double(item.offset) - middle
            return (sums.product + step * (item.element - average), sums.square + step * step)
        }
        slope = sides.product / sides.square
    }

    static let names = ["mean", "deviation", "low", "median", "high", "quartiles", "slope"]

    /// In the order of `names`.
    var values: [Double] { [mean, deviation, low, median, high, quartiles, slope] }
}
