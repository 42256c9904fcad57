extension Checker {
    mutating func arithmetic(_ operation: Arithmetic, _ left: Term, _ right: Term, _ term: Term) -> Sorted {
        var sides = [infer(left), infer(right)]
        var sort = Sort.number
        if isStrict {
            let scales = operation == .multiply || operation == .divide
            let before = complaints.count
            if !scales { sides = unified(sides) }
            // One complaint about one sum is enough.
            sort = complaints.count == before ? result(of: operation, sides, term) : .open
        }
        return Sorted(term: Term(.arithmetic(operation, sides[0].term, sides[1].term), at: term.position), sort: sort)
    }

    /// Numbers give numbers. Amounts add up among themselves, and may be multiplied or divided by a number.
    private mutating func result(of operation: Arithmetic, _ sides: [Sorted], _ term: Term) -> Sort {
        switch (sides[0].sort, sides[1].sort) {
        case (.open, .number), (.number, .open), (.number, .number), (.open, .open): return .number
        case (.money, .money) where operation == .add || operation == .subtract: return sides[0].sort
        case (.money, .number) where operation == .multiply || operation == .divide: return sides[0].sort
        case (.number, .money) where operation == .multiply: return sides[1].sort
        case (.open, .money), (.money, .open): return .open
        case (.number, let odd): complain(.typeMismatch, at: sides[1].term, odd.name, "number")
        case (.open, let odd): complain(.typeMismatch, at: sides[1].term, odd.name, "number")
        case (.money, let odd): complain(.typeMismatch, at: sides[1].term, odd.name, sides[0].sort.name)
        case (let odd, _): complain(.typeMismatch, at: sides[0].term, odd.name, "number")
        }
        return .open
    }

    mutating func negative(_ inner: Term, _ term: Term) -> Sorted {
        var side = infer(inner)
        switch side.sort {
        case .number, .money, .open: break
        default:
            if isStrict { complain(.typeMismatch, at: inner, side.sort.name, "number") }
            side.sort = .open
        }
        return Sorted(term: Term(.negative(side.term), at: term.position), sort: side.sort)
    }

    mutating func call(_ function: Function, _ arguments: [Term], _ term: Term) -> Sorted {
        switch function {
        case .coalesce: return coalesce(arguments, term)
        case .contains, .containsAny, .containsAll: return contains(function, arguments, term)
        case .startsWith, .endsWith, .inRegion: return truth(.call(function, arguments.map { textual($0) }), term)
        case .now: return Sorted(term: term, sort: .time)
        case .lower, .upper, .trim: return called(function, textual(arguments[0]), term, gives: .anyText)
        case .length:
            let argument = infer(arguments[0])
            if isStrict, !argument.sort.fits(.anyText), argument.sort != .set {
                complain(.typeMismatch, at: argument.term, argument.sort.name, "text")
            }
            return called(function, argument.term, term, gives: .number)
        case .absolute:
            let argument = negative(arguments[0], term)
            guard case .negative(let inner) = argument.term.node else { return argument }
            return called(function, inner, term, gives: argument.sort)
        case .daysSince, .hoursSince, .minutesSince, .year, .month, .day, .weekday, .hour:
            let moment = unified([
                Sorted(term: Term(.call(.now, []), at: term.position), sort: .time), infer(arguments[0]),
            ])
            return called(function, moment[1].term, term, gives: .number)
        }
    }

    private func called(_ function: Function, _ argument: Term, _ term: Term, gives sort: Sort) -> Sorted {
        Sorted(term: Term(.call(function, [argument]), at: term.position), sort: sort)
    }

    private mutating func coalesce(_ arguments: [Term], _ term: Term) -> Sorted {
        let sides = unified(arguments.map { infer($0) })
        let sort = sides.map(\.sort).reduce(Sort.open) { $0.merged(with: $1) }
        return Sorted(term: Term(.call(.coalesce, sides.map(\.term)), at: term.position), sort: sort)
    }

    private mutating func contains(_ function: Function, _ arguments: [Term], _ term: Term) -> Sorted {
        let whole = infer(arguments[0])
        if isStrict, !whole.sort.fits(.set), !whole.sort.fits(.anyText) {
            complain(.typeMismatch, at: arguments[0], whole.sort.name, "set")
        }
        return truth(.call(function, [whole.term] + arguments.dropFirst().map { textual($0) }), term)
    }

    mutating func choice(_ branches: [Branch], _ otherwise: Term?, _ term: Term) -> Sorted {
        let whens = branches.map { condition($0.when) }
        var values = unified((branches.map(\.then) + (otherwise.map { [$0] } ?? [])).map { infer($0) })
        let sort = values.map(\.sort).reduce(Sort.open) { $0.merged(with: $1) }
        let last = otherwise == nil ? nil : values.popLast()?.term
        let checked = zip(whens, values).map { Branch(when: $0, then: $1.term) }
        return Sorted(term: Term(.choose(checked, otherwise: last), at: term.position), sort: sort)
    }
}
