extension Program {
    /// Runs one operation as a condition.
    func truth(_ index: Int32, _ context: Context) -> Truth {
        switch operations[Int(index)] {
        case .compareSlot(let comparison, let slot, let constant):
            return comparison.apply(context.cells[Int(slot)], constants[Int(constant)])
        case .compare(let comparison, let left, let right):
            return comparison.apply(cell(left, context), cell(right, context))
        case .not(let inner): return truth(inner, context).negated
        case .all(let span): return all(span, context)
        case .any(let span): return any(span, context)
        case .isNull(let inner, let negated): return Truth((cell(inner, context) == .null) != negated)
        case .withinConstants(let subject, let list, let negated):
            return within(cell(subject, context), lists[Int(list)]).negated(if: negated)
        case .within(let subject, let span, let negated):
            return within(cell(subject, context), span, context).negated(if: negated)
        case .between(let subject, let low, let high, let negated):
            let value = cell(subject, context)
            let above = Comparison.greaterOrEqual.apply(value, cell(low, context))
            return Truth.both(above, Comparison.lessOrEqual.apply(value, cell(high, context))).negated(if: negated)
        case .likeConstant(let subject, let pattern, let negated):
            guard let text = cell(subject, context).text else { return .unknown }
            return Truth(patterns[Int(pattern)].matches(text) != negated)
        case .like(let subject, let pattern, let escape, let negated):
            guard let text = cell(subject, context).text, let like = cell(pattern, context).text else {
                return .unknown
            }
            let made = LikePattern(like, escape: escape.flatMap { Unicode.Scalar($0) })
            return Truth(made.matches(text) != negated)
        case .constant, .slot, .arithmetic, .negative, .call, .choose: return cell(index, context).truth
        }
    }

    /// Runs one operation as a value.
    func cell(_ index: Int32, _ context: Context) -> Cell {
        switch operations[Int(index)] {
        case .constant(let constant): constants[Int(constant)]
        case .slot(let slot): context.cells[Int(slot)]
        case .arithmetic(let operation, let left, let right):
            operation.apply(cell(left, context), cell(right, context))
        case .negative(let inner): Arithmetic.subtract.apply(.integer(0), cell(inner, context))
        case .call(let function, let span): call(function, linked(span), context)
        case .choose(let span): choose(linked(span), context)
        default: truth(index, context).cell
        }
    }

    private func all(_ span: Span, _ context: Context) -> Truth {
        var outcome = Truth.true
        for part in linked(span) {
            switch truth(part, context) {
            case .false: return .false
            case .unknown: outcome = .unknown
            case .true: break
            }
        }
        return outcome
    }

    private func any(_ span: Span, _ context: Context) -> Truth {
        var outcome = Truth.false
        for part in linked(span) {
            switch truth(part, context) {
            case .true: return .true
            case .unknown: outcome = .unknown
            case .false: break
            }
        }
        return outcome
    }

    private func within(_ value: Cell, _ list: ConstantList) -> Truth {
        if value == .null { return .unknown }
        if list.members.contains(value.normalized) { return .true }
        return list.hasNull ? .unknown : .false
    }

    private func within(_ value: Cell, _ span: Span, _ context: Context) -> Truth {
        var outcome = Truth.false
        for item in linked(span) {
            switch Comparison.equal.apply(value, cell(item, context)) {
            case .true: return .true
            case .unknown: outcome = .unknown
            case .false: break
            }
        }
        return outcome
    }

    private func choose(_ parts: ArraySlice<Int32>, _ context: Context) -> Cell {
        var at = parts.startIndex
        while at + 1 < parts.endIndex {
            if truth(parts[at], context) == .true { return cell(parts[at + 1], context) }
            at += 2
        }
        return at < parts.endIndex ? cell(parts[at], context) : .null
    }
}
