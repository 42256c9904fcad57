extension FEELRun {
    /// A value that has just been put together, unless it is nested deeper or holds more than values may.
    ///
    /// Looking costs steps by its size. Everything that goes through a value afterwards (comparing, writing, freeing)
    /// recurses by its depth, so a deeper one would end the stack; and parts that are shared count each time they
    /// are met, so that a value small in memory cannot stand for an endless one.
    func bounded(_ value: FEELValue) -> FEELValue {
        switch value {
        case .list(let items):
            guard items.contains(where: \.isComposed) else { return value }
        case .context(let context):
            guard context.holdsComposed else { return value }
        default: return value
        }
        var room = FEELLimits.valueNodesMax
        return fits(value, depth: 0, room: &room) ? value : .null
    }

    /// Values that come from outside, within the same bounds.
    func given(_ context: FEELContext) -> FEELContext {
        guard case .context(let bounded) = bounded(.context(context)) else { return [:] }
        return bounded
    }

    private func fits(_ value: FEELValue, depth: Int, room: inout Int) -> Bool {
        guard depth < FEELLimits.valueDepthMax else {
            complain("a value is nested deeper than \(FEELLimits.valueDepthMax)")
            return false
        }
        switch value {
        case .list(let items):
            return pays(items.count, &room) && items.allSatisfy { fits($0, depth: depth + 1, room: &room) }
        case .context(let context):
            return pays(context.count, &room) && context.allValues { fits($0, depth: depth + 1, room: &room) }
        case .range(let range):
            return fits(range.start, depth: depth + 1, room: &room) && fits(range.end, depth: depth + 1, room: &room)
        case .string(let text): return pays(text.utf8.count / 64, &room)
        default: return true
        }
    }

    private func pays(_ count: Int, _ room: inout Int) -> Bool {
        room -= count
        guard room >= 0 else {
            complain("a value holds more than \(FEELLimits.valueNodesMax) others")
            return false
        }
        return mayStep(count)
    }

    /// Pays for a function that goes through what it is given, or makes as much anew.
    func mayRead(_ arguments: [FEELValue]) -> Bool {
        let cost = arguments.reduce(0) { sum, argument in
            switch argument {
            case .list(let items): sum + items.count
            case .context(let context): sum + context.count
            case .string(let text): sum + text.utf8.count / 16
            default: sum
            }
        }
        return cost == 0 || mayStep(cost)
    }
}

extension FEELValue {
    /// Whether there is a function anywhere inside.
    var holdsFunction: Bool {
        switch self {
        case .function: true
        case .list(let items): items.contains { $0.isComposed && $0.holdsFunction }
        case .context(let context): !context.allValues { !$0.holdsFunction }
        default: false
        }
    }

    /// Whether it is made of other values, or keeps them.
    var isComposed: Bool {
        switch self {
        case .list, .context, .range, .function: true
        default: false
        }
    }
}
