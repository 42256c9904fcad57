/// Delays that were seen, and the usual summary of them.
struct Delays {
    /// Milliseconds.
    struct Summary: Encodable, Sendable {
        let count: Int
        let p50: Double
        let p99: Double
        let max: Double
    }

    private var nanoseconds: [UInt64] = []

    mutating func note(_ delay: UInt64) { nanoseconds.append(delay) }

    /// Nearest-rank percentiles; all zero when nothing was seen.
    var summary: Summary {
        let sorted = nanoseconds.sorted()
        func milliseconds(at share: Double) -> Double {
            guard let last = sorted.indices.last else { return 0 }
            let rank = Int((share * Double(sorted.count)).rounded(.up)) - 1
            return Double(sorted[min(Swift.max(rank, 0), last)]) / 1e6
        }
        return Summary(
            count: sorted.count, p50: milliseconds(at: 0.5), p99: milliseconds(at: 0.99), max: milliseconds(at: 1))
    }
}
