/// Which arm of an experiment somebody belongs to, by a hash: the same person always, everybody evenly.
public struct Assignment: Sendable, Equatable {
    /// An arm and how many it should get beside the others.
    public struct Arm: Sendable, Equatable {
        public let name: String
        public let weight: Int

        /// An arm; a weight below zero counts as zero.
        public init(_ name: String, weight: Int = 1) {
            self.name = name
            self.weight = max(0, weight)
        }
    }

    /// Whatever tells experiments apart, so that two do not split people alike.
    public let salt: String
    public let arms: [Arm]
    private let total: UInt64

    /// An experiment with its arms.
    ///
    /// - Throws: `badOption` without an arm that gets anybody.
    public init(salt: String, arms: [Arm]) throws(LearningFailure) {
        let total = arms.reduce(UInt64(0)) { $0 &+ UInt64($1.weight) }
        guard total > 0 else { throw .badOption("no arm has a weight") }
        self.salt = salt
        self.arms = arms
        self.total = total
    }

    /// The arm of one unit: a customer, a conversation.
    public func arm(of unit: String) -> String {
        var hash = StableHash()
        hash.add(salt)
        hash.add(unit)
        // The hash alone leaves its low bits too much alike for units that differ in their last letter.
        var place = SeededRandom.mix(hash.value) % total
        for arm in arms {
            if place < UInt64(arm.weight) { return arm.name }
            place -= UInt64(arm.weight)
        }
        return arms[arms.count - 1].name
    }

    /// The chance of an arm, 0…1: the propensity that later estimates need.
    public func propensity(of arm: String) -> Double {
        Double(arms.filter { $0.name == arm }.reduce(0) { $0 + $1.weight }) / Double(total)
    }
}
