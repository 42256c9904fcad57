extension Lanes {
    /// The exponential of eight numbers at once: the power of two by its bits, the rest by a polynomial of degree 6
    /// (Cephes' `expf`); relative error below 3·10⁻⁷ within ±87, held there outside.
    @inline(__always)
    static func exp(_ x: Lane) -> Lane {
        let bounded = x.clamped(lowerBound: Lane(repeating: -87), upperBound: Lane(repeating: 87))
        // Adding 1.5 · 2²³ leaves the nearest whole number in the lowest bits; rounding would be a call for each lane.
        let shifted = bounded * 1.442_695_04 + 12_582_912
        let whole = shifted - 12_582_912
        let rest = bounded - whole * 0.693_359_375 + whole * 2.121_944_4e-4
        var sum = rest * 1.987_569_15e-4 + 1.398_199_95e-3
        sum = sum * rest + 8.333_451_9e-3
        sum = sum * rest + 4.166_579_6e-2
        sum = sum * rest + 1.666_666_55e-1
        sum = sum * rest + 0.5
        sum = sum * rest * rest + rest + 1
        let exponent = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- 0x4B40_0000
        return sum * unsafeBitCast((exponent &+ 127) &<< 23, to: Lane.self)
    }

    /// 1 / (1 + e⁻ˣ).
    @inline(__always)
    static func sigmoid(_ x: Lane) -> Lane { 1 / (1 + exp(-x)) }

    /// The hyperbolic tangent, as a stretched sigmoid; absolute error below 3·10⁻⁷.
    @inline(__always)
    static func tanh(_ x: Lane) -> Lane { 2 / (1 + exp(-2 * x)) - 1 }

    /// Turns scores into shares that sum to 1, in place.
    static func softmax(_ row: UnsafeMutablePointer<Float>, count: Int) {
        guard count > 0 else { return }
        var largest = row[0]
        for place in 1..<max(1, count) { largest = max(largest, row[place]) }
        map(row, to: row, count: count) { exp($0 - largest) }
        scale(row, by: 1 / sum(row, count: count), count: count)
    }
}
