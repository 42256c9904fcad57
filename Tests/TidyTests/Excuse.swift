import Testing

/// A place that breaks a rule of the house, and why it may.
struct Excuse: Sendable {
    /// The beginning of `path:line  text`, or something within it.
    let within: String
    let reason: String

    init(_ within: String, because reason: String) {
        self.within = within
        self.reason = reason
    }
}

/// Fails with every place that no excuse covers; an excuse that nobody needs any more is only worth a warning, so that
/// whoever mends a place is not stopped by it.
func expectNone(_ places: [String], except excuses: [Excuse] = [], _ rule: Comment) {
    let left = places.filter { place in !excuses.contains { place.contains($0.within) } }
    #expect(left.isEmpty, "\(rule):\n\(left.joined(separator: "\n"))")
    for excuse in excuses where !places.contains(where: { $0.contains(excuse.within) }) {
        Issue.record("no longer needed, take it out: \(excuse.within)", severity: .warning)
    }
}
