import Foundation

/// Repeatable chance for the tests (SplitMix64).
struct SeededBytes: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func data(_ count: Int) -> Data { Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }) }

    /// The bytes with some of them changed, or cut short.
    mutating func damaged(_ bytes: Data) -> Data {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) {
            damaged[damaged.startIndex + Int.random(in: 0..<bytes.count, using: &self)] ^=
                UInt8.random(in: 1...255, using: &self)
        }
        return Bool.random(using: &self) ? damaged : damaged.prefix(Int.random(in: 0..<bytes.count, using: &self))
    }
}
