/// How long until something happens, when for some it has not happened yet (Kaplan and Meier, 1958).
public enum KaplanMeier {
    /// One life: how long it was watched, and whether it ended then.
    public struct Life: Sendable, Equatable {
        public let duration: Double
        public let hasEnded: Bool

        /// A life; `hasEnded` is false where it was still going on when last seen.
        public init(_ duration: Double, hasEnded: Bool) {
            self.duration = duration
            self.hasEnded = hasEnded
        }
    }

    /// The share still going on after each time at which something ended.
    public static func curve(_ lives: [Life]) -> [(time: Double, share: Double)] {
        let sorted = lives.sorted { $0.duration < $1.duration }
        var curve: [(time: Double, share: Double)] = []
        var (share, at) = (1.0, 0)
        while at < sorted.count {
            let (time, atRisk) = (sorted[at].duration, sorted.count - at)
            var ends = 0
            while at < sorted.count, sorted[at].duration == time {
                ends += sorted[at].hasEnded ? 1 : 0
                at += 1
            }
            if ends > 0 {
                share *= 1 - Double(ends) / Double(atRisk)
                curve.append((time, share))
            }
        }
        return curve
    }

    /// The time by which half have ended; `nil` while that has not happened.
    public static func median(_ lives: [Life]) -> Double? { curve(lives).first { $0.share <= 0.5 }?.time }
}
