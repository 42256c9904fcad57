import Foundation

extension FEELRun {
    /// `for`, `some` and `every`: the nested rounds of their variables, the first outermost.
    func rounds(_ term: FEELTerm, in scope: FEELScope) -> FEELValue {
        switch term {
        case .iterate(let rounds, let body):
            var results: [FEELValue] = []
            var functions = 0
            let looksBack = body.mentions("partial")
            let isDone = go(rounds[...], in: scope) { inner in
                guard results.count < FEELLimits.itemsMax else {
                    self.complain("more than \(FEELLimits.itemsMax) rounds")
                    return false
                }
                guard looksBack else {
                    results.append(self.evaluate(body, in: inner))
                    return true
                }
                // Each round gets a list of its own, which costs by its length.
                guard self.mayStep(1 + results.count / 64) else { return false }
                let result = self.evaluate(body, in: FEELScope(["partial": .list(results)], in: inner))
                results.append(result)
                // A function keeps all that it could see: each would hold on to the one before.
                if result.isComposed, result.holdsFunction { functions += 1 }
                guard functions <= FEELLimits.valueDepthMax else {
                    self.complain("more than \(FEELLimits.valueDepthMax) functions that may see each other")
                    return false
                }
                return true
            }
            return isDone ? bounded(.list(results)) : .null
        case .quantified(let isEvery, let rounds, let condition):
            var isUnknown = false
            var decided: Bool?
            let isDone = go(rounds[...], in: scope) { inner in
                let value = self.evaluate(condition, in: inner)
                let truth = value.truth
                if truth == nil { isUnknown = true }
                if truth == !isEvery { decided = !isEvery }
                return decided == nil && (truth != nil || value.isNull)
            }
            if let decided { return .boolean(decided) }
            return isDone && !isUnknown ? .boolean(isEvery) : .null
        default: return .null
        }
    }

    /// Goes through all combinations; `body` says whether to go on.
    private func go(_ rounds: ArraySlice<FEELRound>, in scope: FEELScope, _ body: (FEELScope) -> Bool) -> Bool {
        guard let round = rounds.first else { return body(scope) }
        guard let items = items(of: round, in: scope) else { return false }
        for item in items {
            guard mayStep() else { return false }
            guard go(rounds.dropFirst(), in: FEELScope([round.name: item], in: scope), body) else { return false }
        }
        return true
    }

    private func items(of round: FEELRound, in scope: FEELScope) -> [FEELValue]? {
        let source = evaluate(round.source, in: scope)
        if let upTo = round.upTo { return steps(from: source, to: evaluate(upTo, in: scope)) }
        switch source {
        case .list(let items): return items
        case .range(let range):
            if FEELEquality.order(range.start, range.end) == 1 {
                complain("the range \(range) is empty")
                return nil
            }
            guard var items = steps(from: range.start, to: range.end) else { return nil }
            if !range.includesStart, !items.isEmpty { items.removeFirst() }
            if !range.includesEnd, !items.isEmpty { items.removeLast() }
            return items
        case .null:
            complain("null is gone through")
            return nil
        default: return [source]
        }
    }

    /// Whole numbers or days from one to the other, also downwards.
    private func steps(from start: FEELValue, to end: FEELValue) -> [FEELValue]? {
        switch (start, end) {
        case (.number(let low), .number(let high)):
            guard let a = FEELNumber.whole(low), let b = FEELNumber.whole(high), isBounded(a, b) else { break }
            return stride(from: a, through: b, by: a <= b ? 1 : -1).map { .number(Decimal($0)) }
        case (.date(let low), .date(let high)):
            let (a, b) = (low.daysSince1970, high.daysSince1970)
            guard isBounded(a, b) else { break }
            return stride(from: a, through: b, by: a <= b ? 1 : -1).compactMap {
                FEELDate(daysSince1970: $0).map { .date($0) }
            }
        default: break
        }
        complain("no rounds from \(start) to \(end)")
        return nil
    }

    private func isBounded(_ a: Int, _ b: Int) -> Bool { abs(a - b) < FEELLimits.itemsMax }

    /// A filter: by position, or by a condition that sees the item and its members.
    func filter(_ base: FEELValue, by condition: FEELTerm, in scope: FEELScope) -> FEELValue {
        let items = base.isNull ? [] : base.asList
        if let index = constantIndex(condition, in: scope) { return item(index, of: items) }
        var kept: [FEELValue] = []
        for item in items {
            var names: FEELContext = [:]
            if case .context(let context) = item { names = context }
            if names["item"] == nil { names["item"] = item }
            switch evaluate(condition, in: FEELScope(names, in: scope)) {
            case true: kept.append(item)
            case .number(let index):
                return self.item(index, of: items)
            case .boolean, .null: break
            case let other: return complain("a filter by a \(other.kind)")
            }
        }
        return .list(kept)
    }

    private func constantIndex(_ condition: FEELTerm, in scope: FEELScope) -> Decimal? {
        switch condition {
        case .literal(.number(let index)): return index
        case .negate(.literal(.number(let index))): return -index
        default: return nil
        }
    }

    /// Counted from 1, or from the end by negative numbers.
    private func item(_ index: Decimal, of items: [FEELValue]) -> FEELValue {
        guard let position = FEELNumber.whole(index), position != 0, abs(position) <= items.count else {
            return complain("there is no item \(index) among \(items.count)")
        }
        return items[position > 0 ? position - 1 : items.count + position]
    }
}
