/// A set of small whole numbers, kept as bits.
struct BitSet: Sendable, Hashable {
    private var words: [UInt64]

    /// An empty set of numbers below `count`.
    init(below count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    mutating func insert(_ number: Int) { words[number / 64] |= 1 << UInt64(number % 64) }

    func contains(_ number: Int) -> Bool { words[number / 64] & (1 << UInt64(number % 64)) != 0 }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    func isSubset(of other: BitSet) -> Bool { zip(words, other.words).allSatisfy { $0 & ~$1 == 0 } }

    /// The smallest number that both have.
    func firstShared(with other: BitSet) -> Int? {
        for (index, word) in words.enumerated() {
            let both = word & other.words[index]
            if both != 0 { return index * 64 + both.trailingZeroBitCount }
        }
        return nil
    }
}
