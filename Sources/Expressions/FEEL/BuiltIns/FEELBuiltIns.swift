/// FEEL's library.
enum FEELBuiltIns {
    /// All functions by name.
    static let all: [String: FEELBuiltIn] = {
        let groups = [conversions, numbers, strings, patterns, lists, figures, contexts, calendar, ranges]
        return Dictionary(groups.joined().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }()

    /// Their names, for the parser.
    static let names = FEELNames(all.keys.sorted())

    /// Members of times and ranges whose names have several words.
    static let memberNames = FEELNames(["time offset", "start included", "end included"])

    /// The names of built-in types, for the parser.
    static let typeNames = FEELNames(FEELType.builtIn.keys.sorted())

    /// A function as a value.
    static func value(named name: String) -> FEELValue? {
        all[name].map { .function(FEELFunction(parameters: [], identity: "built-in \(name)", body: .builtIn($0))) }
    }
}
