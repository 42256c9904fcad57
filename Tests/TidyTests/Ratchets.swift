/// How far the house is from its own rules: figures go up and lists get shorter, never the other way.
enum Ratchets {
    /// Lines of test for each line of source. The aim is 1.0.
    static let testsPerSource = 0.47
    /// The same in the browser, whose pages are driven by the roads as well.
    static let browserTestsPerSource = 0.1
    /// Share of public names with a doc comment. The rule is 0.8.
    static let documentedPublicNames = 0.77
    /// The same for Journey and the doors. The aim is 1.0.
    static let documentedDoors = 0.77
    /// The same for public types. The aim is 1.0.
    static let documentedTypes = 0.9
    /// Lines of more than 120 characters. The aim is 0, but for sentences that a reader sees.
    static let wideLinesMax = 2

    static let force: [Excuse] = []

    static let races: [Excuse] = []

    static let tasks: [Excuse] = []

    static let lineEnds: [Excuse] = []

    static let ambience = [
        Excuse("Sources/magpie/Commands/", because: "commands measure how long training and asking take"),
        Excuse("Sources/Web/Server/RateGates.swift", because: "a rate is counted on the steady clock"),
        Excuse("Sources/Web/Server/Visit.swift", because: "the name of a request in the log, nothing depends on it"),
        Excuse("Sources/Store/Postgres/PostgresLane.swift", because: "two that collided must not collide again"),
    ]

    static let names = [
        Excuse("struct NewAccount", because: "an account before it exists, not a second kind of account"),
        Excuse("struct NewChannel", because: "what a request to add a channel says"),
    ]

    static let imports: [Excuse] = []

    /// In the manifest.
    static let dependencies: [Excuse] = []

    static let foreign = [
        Excuse("SimulatedVisitors.swift imports NIOHTTP1", because: "the demo's visitors come by HTTP like anyone"),
        Excuse("TimestampOptions.swift imports NIOHTTP1", because: "a timestamp authority is asked by HTTP"),
    ]

    static let statements = [
        Excuse("Sources/Analytics/Contributions.swift", because: "one query for each figure, beside its definition"),
        Excuse("Sources/Analytics/Figures.swift", because: "as Contributions.swift"),
        Excuse("Sources/Analytics/Selection.swift", because: "the condition that all figures share"),
        Excuse("Sources/Analytics/Analytics.swift", because: "empties the two tables before a replay"),
    ]

    static let tablesOnPages: [Excuse] = []

    static let modulesWithoutTests = [
        Excuse("Connectors", because: "to be written"),
        Excuse("magpie", because: "driven as a whole by the roads"),
    ]

    static let testsNotRun: [Excuse] = []
}
