import Foundation

/// Who met what, in the order of time.
public struct Interactions: Sendable, Equatable {
    /// Names of the users, in order of appearance.
    public let users: [String]
    /// Names of the items, in order of appearance.
    public let items: [String]
    /// For each user the items met, oldest first, as places in `items`. An item met again counts at its last time.
    public internal(set) var histories: [[Int32]]

    /// Most rows that are read.
    public static let rowsMax = 50_000_000

    /// Reads lines of `user<TAB>item<TAB>rating<TAB>time`, or sequences `user item item …` with blanks between,
    /// oldest first.
    ///
    /// A line with tabs is an event: rating and time are finite; they may be missing, then the order of the lines
    /// counts.
    /// - Throws: `badRow` with its line, `badData` without any row.
    public init(text: String) throws(LearningFailure) {
        var builder = InteractionsBuilder()
        var number = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let trimmed = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if trimmed.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { continue }
            try builder.take(trimmed, line: number)
            guard builder.rows <= Self.rowsMax else { throw .tooLarge("more than \(Self.rowsMax) interactions") }
        }
        guard builder.rows > 0 else { throw .badData("there are no interactions") }
        self = builder.finished()
    }

    init(users: [String], items: [String], histories: [[Int32]]) {
        self.users = users
        self.items = items
        self.histories = histories
    }

    /// The same with items that nobody has met behind the others; those that are known already are passed over.
    func with(items more: [String]) -> Interactions {
        let known = Set(items)
        return Interactions(users: users, items: items + more.filter { !known.contains($0) }, histories: histories)
    }

    /// The same without each user's last item, and those items; users with one item keep it and have none held out.
    func leavingLastOut() -> (rest: Interactions, last: [Int32?]) {
        var rest = self
        let last = histories.indices.map { user -> Int32? in
            rest.histories[user].count > 1 ? rest.histories[user].removeLast() : nil
        }
        return (rest, last)
    }
}

/// Puts rows together and gives each name its place.
private struct InteractionsBuilder {
    private var users: [String] = []
    private var items: [String] = []
    private var userPlaces: [String: Int] = [:]
    private var itemPlaces: [String: Int32] = [:]
    private var events: [[(item: Int32, time: Double)]] = []
    private(set) var rows = 0

    mutating func take(_ line: Substring.UTF8View.SubSequence, line number: Int) throws(LearningFailure) {
        let tab = UInt8(ascii: "\t")
        if line.contains(tab) {
            let fields = line.split(separator: tab, omittingEmptySubsequences: false).map { Self.text($0) }
            guard fields.count >= 2, !fields[0].isEmpty, !fields[1].isEmpty else {
                throw .badRow(line: number, reason: "user and item are needed")
            }
            if fields.count > 2, !fields[2].isEmpty { _ = try Self.number(fields[2], "rating", line: number) }
            let time = fields.count > 3 ? try Self.number(fields[3], "time", line: number) : Double(rows)
            add(fields[0], [fields[1]], at: time)
        } else {
            let fields = line.split(separator: UInt8(ascii: " ")).map { Self.text($0) }
            guard fields.count >= 2 else {
                throw .badRow(line: number, reason: "a user and at least one item are needed")
            }
            add(fields[0], Array(fields.dropFirst()), at: Double(rows))
        }
    }

    private static func number(_ text: String, _ what: String, line: Int) throws(LearningFailure) -> Double {
        guard let number = Double(text), number.isFinite else {
            throw .badRow(line: line, reason: "the \(what) “\(text)” is not a finite number")
        }
        return number
    }

    private static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private mutating func add(_ user: String, _ names: [String], at time: Double) {
        let place = userPlaces[user] ?? users.count
        if place == users.count {
            userPlaces[user] = place
            users.append(user)
            events.append([])
        }
        for name in names {
            let item = itemPlaces[name] ?? Int32(items.count)
            if Int(item) == items.count {
                itemPlaces[name] = item
                items.append(name)
            }
            events[place].append((item, time))
            rows += 1
        }
    }

    func finished() -> Interactions {
        let histories = events.map { events -> [Int32] in
            let ordered = events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            var seen = Set<Int32>()
            let latest = ordered.reversed().map(\.element.item).filter { seen.insert($0).inserted }
            return latest.reversed()
        }
        return Interactions(users: users, items: items, histories: histories)
    }
}
