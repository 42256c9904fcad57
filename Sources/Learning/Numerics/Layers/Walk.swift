/// What an LSTM remembers of every visit, for the way back.
struct Walk {
    let hidden: Int
    /// After their squashing: in, forget, out, candidate.
    let gates: MatrixView
    let cells: MatrixView
    /// The cells' hyperbolic tangents.
    let squashed: MatrixView
    let states: MatrixView
    /// Stands for the cell before the first step.
    private let nothing: MatrixView

    init(rows: Int, hidden: Int, _ arena: Arena) {
        self.hidden = hidden
        gates = arena.take(rows: rows, columns: 4 * hidden)
        cells = arena.take(rows: rows, columns: hidden)
        squashed = arena.take(rows: rows, columns: hidden)
        states = arena.take(rows: rows, columns: hidden)
        nothing = arena.takeZeros(rows: 1, columns: hidden)
    }

    /// One step of one sequence; its gates hold their sums.
    func advance(_ row: Int, from previous: Int?) {
        let gates = gates.row(row)
        let before = previous.map(cells.row) ?? nothing.base
        let (cell, squash, state) = (cells.row(row), squashed.row(row), states.row(row))
        for place in stride(from: 0, to: hidden, by: Lanes.width) {
            let enter = Lanes.sigmoid(Lanes.load(gates + place))
            let keep = Lanes.sigmoid(Lanes.load(gates + hidden + place))
            let leave = Lanes.sigmoid(Lanes.load(gates + 2 * hidden + place))
            let candidate = Lanes.tanh(Lanes.load(gates + 3 * hidden + place))
            let now = enter * candidate + keep * Lanes.load(before + place)
            let bounded = Lanes.tanh(now)
            Lanes.store(enter, gates + place)
            Lanes.store(keep, gates + hidden + place)
            Lanes.store(leave, gates + 2 * hidden + place)
            Lanes.store(candidate, gates + 3 * hidden + place)
            Lanes.store(now, cell + place)
            Lanes.store(bounded, squash + place)
            Lanes.store(leave * bounded, state + place)
        }
    }

    /// The same step backwards: gradients at the state and the cell become those at the gates' sums, and the cell's
    /// becomes that of the cell before.
    func retreat(
        _ row: Int, from previous: Int?, state: UnsafePointer<Float>, cell: UnsafeMutablePointer<Float>,
        into slopes: UnsafeMutablePointer<Float>
    ) {
        let gates = gates.row(row)
        let before = previous.map(cells.row) ?? nothing.base
        let squash = squashed.row(row)
        for place in stride(from: 0, to: hidden, by: Lanes.width) {
            let enter = Lanes.load(gates + place)
            let keep = Lanes.load(gates + hidden + place)
            let leave = Lanes.load(gates + 2 * hidden + place)
            let candidate = Lanes.load(gates + 3 * hidden + place)
            let bounded = Lanes.load(squash + place)
            let atState = Lanes.load(state + place)
            let atCell = Lanes.load(cell + place) + atState * leave * (1 - bounded * bounded)
            Lanes.store(atCell * candidate * enter * (1 - enter), slopes + place)
            Lanes.store(atCell * Lanes.load(before + place) * keep * (1 - keep), slopes + hidden + place)
            Lanes.store(atState * bounded * leave * (1 - leave), slopes + 2 * hidden + place)
            Lanes.store(atCell * enter * (1 - candidate * candidate), slopes + 3 * hidden + place)
            Lanes.store(atCell * keep, cell + place)
        }
    }
}
