/// The items that each user's held-back item is ranked against, as somebody else drew them.
public struct RankedNegatives: Sendable, Equatable {
    /// What is named here and stands nowhere in the interactions.
    public struct Unknown: Sendable, Equatable, Encodable {
        /// Users, each counted once; their lines are not used.
        public internal(set) var users = 0
        /// Items of the known users, counted each time they are named; they are left out.
        public internal(set) var items = 0
    }

    /// Places in the interactions' items, by user; of every user at least one.
    let places: [String: [Int32]]
    /// What was passed over.
    public let unknown: Unknown

    /// Reads lines of `user item item …` with blanks or tabs between; several lines of one user add up.
    ///
    /// - Throws: `badRow` for a line without items, `badData` when nobody, or nothing, is known of all that is named.
    public init(text: String, of data: Interactions) throws(LearningFailure) {
        var named: [String: [String]] = [:]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            let fields = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard fields.count > 1 else {
                throw .badRow(line: number + 1, reason: "a user and at least one item are needed")
            }
            named[fields[0], default: []] += fields.dropFirst()
        }
        let users = Set(data.users)
        let items = Dictionary(zip(data.items, data.items.indices.map(Int32.init)), uniquingKeysWith: { $1 })
        var (found, unknown) = ([String: [Int32]](), Unknown())
        for (user, names) in named {
            guard users.contains(user) else {
                unknown.users += 1
                continue
            }
            let known = names.compactMap { items[$0] }
            unknown.items += names.count - known.count
            if !known.isEmpty { found[user] = known }
        }
        guard !found.isEmpty else {
            throw .badData("no line has a user and an item that stand among the interactions")
        }
        (places, self.unknown) = (found, unknown)
    }
}
