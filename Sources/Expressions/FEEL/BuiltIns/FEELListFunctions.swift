import Foundation

extension FEELBuiltIns {
    /// Functions of lists (DMN 1.5, clause 10.3.4.4); positions count from 1, negative ones from the end.
    static let lists: [FEELBuiltIn] = [
        FEELBuiltIn("list contains", "list, element") { arguments in
            arguments.list(0).map { items in .boolean(items.contains { isEqual($0, arguments[1], arguments.run) }) }
        },
        FEELBuiltIn("count", "list") { $0.list(0).map { .number($0.count) } },
        FEELBuiltIn("sublist", "list, start position, length?") { sublist($0) },
        FEELBuiltIn("append", "list, item...") { arguments in
            arguments.list(0).flatMap { bounded($0 + arguments[1].asList) }
        },
        FEELBuiltIn("concatenate", "list...") { arguments in
            bounded(arguments[0].asList.flatMap { $0.asList })
        },
        FEELBuiltIn("insert before", "list, position, newItem") { arguments in
            guard var items = arguments.list(0), let index = index(arguments, items.count) else { return nil }
            items.insert(arguments[2], at: index)
            return bounded(items)
        },
        FEELBuiltIn("remove", "list, position") { arguments in
            guard var items = arguments.list(0), let index = index(arguments, items.count) else { return nil }
            items.remove(at: index)
            return .list(items)
        },
        FEELBuiltIn("list replace", "list, position, newItem") { arguments in
            guard var items = arguments.list(0), let index = index(arguments, items.count, truncated: true) else {
                return nil
            }
            items[index] = arguments[2]
            return .list(items)
        }.or("list, match, newItem") { replaceMatches($0) },
        FEELBuiltIn("reverse", "list") { $0.list(0).map { .list($0.reversed()) } },
        FEELBuiltIn("index of", "list, match") { arguments in
            arguments.list(0).map { items in
                .list(items.indices.filter { isEqual(items[$0], arguments[1], arguments.run) }.map { .number($0 + 1) })
            }
        },
        FEELBuiltIn("union", "list...") { arguments in
            distinct(arguments[0].asList.flatMap { $0.asList }, arguments.run)
        },
        FEELBuiltIn("distinct values", "list") { arguments in
            arguments.list(0).flatMap { distinct($0, arguments.run) }
        },
        FEELBuiltIn("flatten", "list") { $0.list(0).flatMap { bounded(flat($0)) } },
        FEELBuiltIn("sort", "list, precedes?") { sorted($0) },
    ]

    static func isEqual(_ left: FEELValue, _ right: FEELValue, _ run: FEELRun) -> Bool {
        run.mayStep() && FEELEquality.equal(left, right, run, isTold: false) == true
    }

    private static func bounded(_ items: [FEELValue]) -> FEELValue? {
        items.count <= FEELLimits.itemsMax ? .list(items) : nil
    }

    /// Where the second argument points to, from 0.
    private static func index(_ arguments: FEELArguments, _ count: Int, truncated: Bool = false) -> Int? {
        let given = truncated ? arguments.number(1).map { FEELNumber.round($0, places: 0, $0 < 0 ? .up : .down) } : nil
        guard let position = given.map(FEELNumber.whole) ?? arguments.whole(1), position != 0, abs(position) <= count
        else { return nil }
        return position > 0 ? position - 1 : count + position
    }

    private static func sublist(_ arguments: FEELArguments) -> FEELValue? {
        guard let items = arguments.list(0), let start = index(arguments, items.count) else { return nil }
        guard arguments.count > 2 else { return .list(Array(items[start...])) }
        guard let length = arguments.whole(2), length >= 1, length <= items.count - start else { return nil }
        return .list(Array(items[start..<start + length]))
    }

    private static func replaceMatches(_ arguments: FEELArguments) -> FEELValue? {
        guard let items = arguments.list(0), let match = arguments.function(1) else { return nil }
        var result: [FEELValue] = []
        for item in items {
            guard let isMatch = arguments.run.call(match, [item, arguments[2]]).truth else { return nil }
            result.append(isMatch ? arguments[2] : item)
        }
        return .list(result)
    }

    private static func distinct(_ items: [FEELValue], _ run: FEELRun) -> FEELValue? {
        var kept: [FEELValue] = []
        for item in items {
            guard run.mayStep(kept.count) else { return nil }
            if !kept.contains(where: { isEqual($0, item, run) }) { kept.append(item) }
        }
        return .list(kept)
    }

    private static func flat(_ items: [FEELValue]) -> [FEELValue] {
        items.flatMap { item -> [FEELValue] in
            guard case .list(let inner) = item else { return [item] }
            return flat(inner)
        }
    }

    /// By a function that says whether one comes before the other, or by their own order; equals keep their places.
    private static func sorted(_ arguments: FEELArguments) -> FEELValue? {
        guard let items = arguments.list(0) else { return nil }
        if arguments.count > 1 {
            guard let precedes = arguments.function(1) else { return nil }
            return merged(items) { arguments.run.call(precedes, [$0, $1]).truth }.map { .list($0) }
        }
        return merged(items) { left, right in FEELEquality.order(left, right).map { $0 < 0 } }.map { .list($0) }
    }

    /// A merge sort that a contradictory order cannot break; `nil` when two have no order.
    private static func merged(
        _ items: [FEELValue], _ precedes: (FEELValue, FEELValue) -> Bool?
    ) -> [FEELValue]? {
        guard items.count > 1 else { return items }
        let middle = items.count / 2
        guard let left = merged(Array(items[..<middle]), precedes),
            let right = merged(Array(items[middle...]), precedes)
        else { return nil }
        var result: [FEELValue] = []
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            guard let isLater = precedes(right[j], left[i]) else { return nil }
            result.append(isLater ? right[j] : left[i])
            if isLater { j += 1 } else { i += 1 }
        }
        return result + left[i...] + right[j...]
    }
}
