/// Which of many intervals contain a point, at a cost that grows with the answer.
///
/// Half-open intervals stand in two sorted lists, of which the answer is a head or a tail. A two-sided interval is
/// kept in the one or two cells it touches on the first grid whose cells are as wide as itself; a point is looked up
/// once for each grid width in use (at most 23). Adding and removing touches nothing else. A few intervals stand in
/// one list instead.
struct IntervalIndex: Sendable {
    private struct Entry: Sendable {
        let interval: Interval
        let rule: Int
    }

    private struct GridCell: Hashable {
        let level: Int
        let index: UInt64
    }

    /// Most intervals with two ends that are looked at one by one.
    private static let fewMax = 48

    /// Ascending by lower bound; no upper bound.
    private var upward: [Entry] = []
    /// Ascending by upper bound; no lower bound.
    private var downward: [Entry] = []
    /// Intervals with two ends while there are few: looking at all of them in one place costs less than finding the
    /// right ones in many.
    private var few: [Entry] = []
    private var grid: [GridCell: [Entry]] = [:]
    private var entriesPerLevel = [Int]()

    var isEmpty: Bool { upward.isEmpty && downward.isEmpty && few.isEmpty && grid.isEmpty }

    mutating func add(_ rule: Int, _ interval: Interval) {
        let entry = Entry(interval: interval, rule: rule)
        if interval.isTwoSided {
            if grid.isEmpty, few.count < Self.fewMax {
                few.append(entry)
            } else {
                for entry in few { file(entry) }
                few = []
                file(entry)
            }
        } else if interval.high == .infinity {
            upward.insert(entry, at: Self.position(in: upward) { $0.interval.low < interval.low })
        } else {
            downward.insert(entry, at: Self.position(in: downward) { $0.interval.high < interval.high })
        }
    }

    private mutating func file(_ entry: Entry) {
        if entriesPerLevel.isEmpty { entriesPerLevel = [Int](repeating: 0, count: 65) }
        for cell in Self.cells(of: entry.interval) {
            grid[cell, default: []].append(entry)
            entriesPerLevel[cell.level] += 1
        }
    }

    mutating func remove(_ rule: Int, _ interval: Interval) {
        if interval.isTwoSided {
            if let at = few.firstIndex(where: { $0.rule == rule }) {
                few.remove(at: at)
                return
            }
            for cell in Self.cells(of: interval) {
                guard var entries = grid.removeValue(forKey: cell) else { continue }
                entries.removeAll { $0.rule == rule }
                entriesPerLevel[cell.level] -= 1
                if !entries.isEmpty { grid[cell] = entries }
            }
        } else if interval.high == .infinity {
            let from = Self.position(in: upward) { $0.interval.low < interval.low }
            if let at = upward[from...].firstIndex(where: { $0.rule == rule }) { upward.remove(at: at) }
        } else {
            let from = Self.position(in: downward) { $0.interval.high < interval.high }
            if let at = downward[from...].firstIndex(where: { $0.rule == rule }) { downward.remove(at: at) }
        }
    }

    func forEach(containing point: Double, _ body: (Int) -> Void) {
        for entry in upward {
            guard entry.interval.low <= point else { break }
            body(entry.rule)
        }
        for entry in downward.reversed() {
            guard entry.interval.high >= point else { break }
            body(entry.rule)
        }
        for entry in few where entry.interval.contains(point) { body(entry.rule) }
        guard !grid.isEmpty else { return }
        let key = Self.key(point)
        for level in entriesPerLevel.indices where entriesPerLevel[level] > 0 {
            for entry in grid[GridCell(level: level, index: Self.index(key, level))] ?? [] {
                if entry.interval.contains(point) { body(entry.rule) }
            }
        }
    }

    /// Whole numbers in the order of the doubles they stand for.
    private static func key(_ value: Double) -> UInt64 {
        let bits = (value == 0 ? 0 : value).bitPattern
        return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }

    private static func index(_ key: UInt64, _ level: Int) -> UInt64 { level < 64 ? key >> UInt64(level) : 0 }

    private static func cells(of interval: Interval) -> [GridCell] {
        let from = key(interval.low)
        let to = key(interval.high)
        let width = to - from
        let exact = width == 0 ? 0 : 64 - (width - 1).leadingZeroBitCount
        // Every third level only: looking into a level costs more than passing over intervals that do not hold.
        let level = min(64, (exact + 2) / 3 * 3)
        let first = index(from, level)
        let last = index(to, level)
        let cells = [GridCell(level: level, index: first), GridCell(level: level, index: last)]
        return first == last ? [cells[0]] : cells
    }

    /// The first place whose entry does not precede, by halving.
    private static func position(in entries: [Entry], precedes: (Entry) -> Bool) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if precedes(entries[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
