/// How far the house is from its own rules: figures go up and lists get shorter, never the other way.
enum Ratchets {
    /// Lines of test for each line of source. The aim is 1.0.
    static let testsPerSource = 0.3
    /// The same in the browser, whose pages are driven by the roads as well.
    static let browserTestsPerSource = 0.05
    /// Share of public names with a doc comment. The rule is 0.8.
    static let documentedPublicNames = 0.3
    /// The same for Journey and the doors. The aim is 1.0.
    static let documentedDoors = 0.3
    /// The same for public types.
    static let documentedTypes = 0.3

    static let wideLines: [Excuse] = []
    static let force: [Excuse] = []
    static let races: [Excuse] = []
    static let tasks: [Excuse] = []
    static let ambience: [Excuse] = []
    static let names: [Excuse] = []
    static let imports: [Excuse] = []
    static let statements: [Excuse] = []
    static let tablesOnPages: [Excuse] = []
}
