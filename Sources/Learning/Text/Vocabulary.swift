/// The n-grams a model knows: from a 64-bit hash to a feature number.
///
/// Open addressing with linear probing in two flat arrays; the n-grams themselves are not kept (at a million features
/// two of them share a hash once in tens of millions of models), so a model file holds no customer's words.
struct Vocabulary: Sendable, Equatable {
    private(set) var hashes: [UInt64]
    private var slots: [Int32]
    private var mask: Int

    /// - Parameter hashes: distinct; a feature's number is its position.
    init(_ hashes: [UInt64]) {
        self.hashes = hashes
        var capacity = 16
        while capacity < hashes.count * 2 { capacity *= 2 }
        slots = Array(repeating: -1, count: capacity)
        mask = capacity - 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number)
        }
    }

    var count: Int { hashes.count }

    func number(of hash: UInt64) -> Int32? {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            if hashes[Int(slots[slot])] == hash { return slots[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
