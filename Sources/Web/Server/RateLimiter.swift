import Synchronization

/// A leaky allowance for each address: so much at once, so much a second (token bucket).
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        /// Seconds on the server's own clock.
        var at: Double
    }

    private let perSecond: Double
    private let burst: Double
    private let addressesMax: Int
    private let buckets = Mutex<[String: Bucket]>([:])

    init(perSecond: Double, burst: Double, addressesMax: Int = 65_536) {
        self.perSecond = perSecond
        self.burst = max(1, burst)
        self.addressesMax = addressesMax
    }

    /// Takes one; returns nil, or the seconds after which there is one again.
    func take(_ address: String, now: Double) -> Double? {
        buckets.withLock { buckets in
            var bucket = buckets[address] ?? Bucket(tokens: burst, at: now)
            bucket.tokens = min(burst, bucket.tokens + max(0, now - bucket.at) * perSecond)
            bucket.at = now
            defer { buckets[address] = bucket }
            if buckets.count >= addressesMax { forgetFull(&buckets, now) }
            guard bucket.tokens >= 1 else { return (1 - bucket.tokens) / perSecond }
            bucket.tokens -= 1
            return nil
        }
    }

    var addresses: Int { buckets.withLock { $0.count } }

    /// A full bucket says nothing that a new one would not; when all are in use, everybody starts again.
    private func forgetFull(_ buckets: inout [String: Bucket], _ now: Double) {
        buckets = buckets.filter { $0.value.tokens + (now - $0.value.at) * perSecond < burst }
        if buckets.count >= addressesMax { buckets.removeAll() }
    }
}
