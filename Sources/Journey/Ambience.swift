import Foundation

/// Time and chance, given from outside so that a test can hold both still.
public struct Ambience: Sendable {
    /// The time now.
    public let now: @Sendable () -> Timestamp
    /// 64 fresh random bits; cryptographically strong in `.live`.
    public let random: @Sendable () -> UInt64

    public init(now: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> UInt64) {
        self.now = now
        self.random = random
    }

    /// The wall clock and the system's random source.
    public static let live = Ambience(
        now: { Timestamp(Date()) },
        random: {
            var source = SystemRandomNumberGenerator()
            return source.next()
        })

    /// A fresh version 7 id.
    public func id<Subject>(of _: Subject.Type = Subject.self) -> ID<Subject> {
        ID(at: now(), random: (random(), random()))
    }

    /// Random bytes, as for keys and tokens.
    public func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let word = random()
            bytes.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) })
        }
        return Array(bytes.prefix(count))
    }
}

/// A repeatable source of chance (SplitMix64, Steele, Lea and Flood 2014), for seeds, simulations and tests.
public struct SeededChance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
