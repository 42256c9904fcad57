/// A long short-term memory over sequences (Hochreiter and Schmidhuber, 1997; with forget gates, Gers et al., 2000).
///
/// All sequences of a batch step together, the longest first: whoever has ended drops out, so nothing is padded.
struct LSTM: Sendable, Equatable {
    /// Numbers in the state; a multiple of 8.
    let hidden: Int
    /// Whether each sequence is read from its own end.
    let isReversed: Bool
    /// For each gate as many columns as the state has numbers; gates in the order in, forget, out, candidate.
    let inward: Parameter
    let recurrent: Parameter
    let bias: Parameter

    init(_ inputs: Int, hidden: Int, isReversed: Bool = false, in weights: inout Weights, random: inout SeededRandom) {
        precondition(hidden > 0 && hidden % Lanes.width == 0, "the state's size is a multiple of \(Lanes.width)")
        self.hidden = hidden
        self.isReversed = isReversed
        inward = weights.add(rows: inputs, columns: 4 * hidden, .balanced, random: &random)
        recurrent = weights.add(rows: hidden, columns: 4 * hidden, .balanced, random: &random)
        // Memories are kept until it is learned when to forget (Gers et al., 2000).
        let forget = hidden..<2 * hidden
        let start = Weights.Start.each { forget.contains($0) ? 1 : 0 }
        bias = weights.add(rows: 1, columns: 4 * hidden, start, random: &random)
    }

    /// One row of inputs a step → one row of `hidden` numbers a step.
    func callAsFunction(_ x: Variable, _ spans: Spans, _ tape: Tape) -> Variable {
        let march = March(spans, isReversed: isReversed)
        let walk = Walk(rows: x.rows, hidden: hidden, tape.arena)
        let sums = tape.arena.take(rows: x.rows, columns: 4 * hidden)
        sums.repeatRow(tape.weight(bias).base)
        tape.algebra.multiply(x.value, tape.weight(inward), into: sums, keeping: 1)
        for step in 0..<march.steps {
            let now = march.range(step)
            for row in now { walk.gates.row(row).update(from: sums.row(march.sources[row]), count: 4 * hidden) }
            if step > 0 {
                let before = march.before(step)
                tape.algebra.multiply(
                    walk.states.rows(before), tape.weight(recurrent), into: walk.gates.rows(now), keeping: 1)
            }
            for row in now { walk.advance(row, from: march.previous(row, step)) }
        }
        let y = tape.variable(rows: x.rows, columns: hidden)
        for (row, source) in march.sources.enumerated() {
            y.value.row(source).update(from: walk.states.row(row), count: hidden)
        }
        tape.record { [self, unowned tape] in goBack(from: y, to: x, march, walk, tape) }
        return y
    }

    private func goBack(from y: Variable, to x: Variable, _ march: March, _ walk: Walk, _ tape: Tape) {
        guard let dy = y.slope, let dRecurrent = tape.slope(recurrent) else { return }
        let arena = tape.arena
        let slopes = arena.take(rows: x.rows, columns: 4 * hidden)
        // What later steps ask of the state and of the cell; a sequence that has ended asks nothing.
        let ahead = (
            state: arena.takeZeros(rows: march.widest, columns: hidden),
            cell: arena.takeZeros(rows: march.widest, columns: hidden)
        )
        for step in (0..<march.steps).reversed() {
            let now = march.range(step)
            for (place, row) in now.enumerated() {
                Lanes.add(dy.row(march.sources[row]), to: ahead.state.row(place), count: hidden)
                walk.retreat(
                    row, from: march.previous(row, step), state: ahead.state.row(place), cell: ahead.cell.row(place),
                    into: slopes.row(row))
            }
            guard step > 0 else { break }
            let before = march.before(step)
            tape.algebra.multiply(
                slopes.rows(now), tape.weight(recurrent), transposing: .second, into: ahead.state.rows(0..<now.count))
            tape.algebra.multiply(
                walk.states.rows(before), slopes.rows(now), transposing: .first, into: dRecurrent, keeping: 1)
        }
        gather(slopes, march, to: x, tape)
    }

    /// From the gates to the inputs and their weights, for all steps at once.
    private func gather(_ slopes: MatrixView, _ march: March, to x: Variable, _ tape: Tape) {
        guard let dInward = tape.slope(inward), let dBias = tape.slope(bias) else { return }
        let ordered = tape.arena.take(rows: slopes.rows, columns: slopes.columns)
        for (row, source) in march.sources.enumerated() {
            ordered.row(source).update(from: slopes.row(row), count: slopes.columns)
        }
        tape.algebra.multiply(x.value, ordered, transposing: .first, into: dInward, keeping: 1)
        ordered.addRows(to: dBias.base)
        if let dx = x.slope {
            tape.algebra.multiply(ordered, tape.weight(inward), transposing: .second, into: dx, keeping: 1)
        }
    }
}
