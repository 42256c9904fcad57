import Journey

/// How much each dimension of the choice counts (分配策略). A value of its own, so that two can be compared.
public struct RoutingPolicy: Sendable, Hashable, Codable {
    /// Written into every placement; two policies that differ must not share one.
    public let version: String
    /// Exponents of the three factors: 0 leaves a dimension out, 1 lets it count as it is.
    public var content: Double
    /// Who the customer is.
    public var profile: Double
    /// What was before.
    public var history: Double
    /// How long the additional skills are insisted upon.
    public var relaxSeconds: Double
    /// How many requests of one's own it takes until they count as much as the team's average.
    public var priorStrength: Double
    /// The language everybody here speaks.
    public var houseLanguage: String

    public init(
        version: String = "three-dimensions/1", content: Double = 1, profile: Double = 1, history: Double = 1,
        relaxSeconds: Double = 60, priorStrength: Double = 20, houseLanguage: String = "zh"
    ) {
        self.version = version
        self.content = content
        self.profile = profile
        self.history = history
        self.relaxSeconds = relaxSeconds
        self.priorStrength = priorStrength
        self.houseLanguage = houseLanguage
    }
}
