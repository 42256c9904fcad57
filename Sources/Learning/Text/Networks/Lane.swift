import Foundation

/// Eight numbers at once: networks keep theirs in lanes, so that each step is a vector instruction.
typealias Lane = SIMD8<Float>

extension [Lane] {
    /// How many lanes hold so many numbers.
    static func lanes(for count: Int) -> Int { (count + Lane.scalarCount - 1) / Lane.scalarCount }

    static func zeros(_ count: Int) -> [Lane] { [Lane](repeating: .zero, count: count) }

    /// Numbers of the normal distribution around zero.
    static func normal(_ count: Int, spread: Float, _ random: inout SeededRandom) -> [Lane] {
        (0..<count).map { _ in random.normalLane() * spread }
    }

    /// The n-th number.
    func number(_ place: Int) -> Float { self[place / Lane.scalarCount][place % Lane.scalarCount] }

    mutating func clear() {
        for place in indices { self[place] = .zero }
    }

    mutating func set(_ place: Int, _ number: Float) {
        self[place / Lane.scalarCount][place % Lane.scalarCount] = number
    }
}

extension SeededRandom {
    /// Eight numbers of the standard normal distribution (Box, Muller 1958).
    mutating func normalLane() -> Lane {
        var lane = Lane.zero
        for pair in 0..<(Lane.scalarCount / 2) {
            let radius = (-2 * log(unit())).squareRoot()
            let angle = 2 * Float.pi * unit()
            lane[2 * pair] = radius * cos(angle)
            lane[2 * pair + 1] = radius * sin(angle)
        }
        return lane
    }

    /// Eight times: 0 with the given chance, else what makes up for those left out.
    mutating func keepMask(dropping share: Float) -> Lane {
        let bits = next()
        var mask = Lane.zero
        for place in 0..<Lane.scalarCount {
            let drawn = Float((bits >> UInt64(8 * place)) & 0xFF) / 256
            mask[place] = drawn < share ? 0 : 1 / (1 - share)
        }
        return mask
    }

    /// Above 0, at most 1.
    mutating func unit() -> Float { Float((next() >> 40) + 1) / Float(1 << 24) }
}
