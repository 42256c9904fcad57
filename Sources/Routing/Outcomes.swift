/// Requests answered and how many of them ended in a sale (转化).
public struct Outcomes: Sendable, Hashable {
    /// Requests whose outcome is known.
    public var handled: Int
    /// Those of them that ended in a sale.
    public var won: Int

    public init(handled: Int = 0, won: Int = 0) {
        self.handled = handled
        self.won = won
    }

    static func + (left: Outcomes, right: Outcomes) -> Outcomes {
        Outcomes(handled: left.handled + right.handled, won: left.won + right.won)
    }
}

/// How likely an agent is to convert such a request: the own record, drawn towards the team's where it is short.
///
/// The mean of a beta distribution whose prior has the team's mean and the strength of a number of requests; so one
/// lucky or unlucky day decides nothing and somebody new starts as the average of the team.
public struct ConversionEstimate: Sendable, Hashable {
    /// With no record at all, neither better nor worse than even.
    static let meanUnknown = 0.5
    /// Even the worst record leaves this much, so that it can become better.
    static let standingMin = 0.1

    /// The estimated share of requests she converts, 0…1.
    public let mean: Double
    /// The share that the team converts, 0…1.
    public let team: Double

    /// - Parameter strength: how many requests the prior is worth.
    public init(own: Outcomes, team: Outcomes, strength: Double) {
        self.team = team.handled > 0 ? Double(team.won) / Double(team.handled) : Self.meanUnknown
        let weight = Double(own.handled) + strength
        mean = weight > 0 ? (Double(own.won) + self.team * strength) / weight : self.team
    }

    /// Against the team's average: 0.5 is equal to it, 0.1 at the least, below 1.
    public var standing: Double {
        guard mean + team > 0 else { return 0.5 }
        return max(Self.standingMin, mean / (mean + team))
    }
}
