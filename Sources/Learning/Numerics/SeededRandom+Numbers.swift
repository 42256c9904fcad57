extension SeededRandom {
    /// A number of 0 up to, not including, 1; 24 bits of it are drawn.
    mutating func share() -> Float { Float(next() >> 40) / Float(1 << 24) }

    /// A whole number of 0 up to, not including, `count`.
    mutating func below(_ count: Int) -> Int {
        Int((next().multipliedFullWidth(by: UInt64(max(1, count)))).high)
    }

    /// A number of −`spread`…`spread`, all alike.
    mutating func symmetric(_ spread: Float) -> Float { (2 * share() - 1) * spread }

    /// A number of the standard normal distribution, by the sum of twelve uniform ones; it never leaves ±6.
    mutating func normal() -> Float {
        var sum: Float = -6
        for _ in 0..<12 { sum += share() }
        return sum
    }
}
