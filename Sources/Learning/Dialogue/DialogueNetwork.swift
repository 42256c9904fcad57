/// The layers of a conversation's reader: an LSTM forward in time, and a softmax layer that sees its state and the turn
/// itself. The turn's own way past the LSTM lets few conversations teach at least what turns say by themselves.
struct DialogueNetwork: Sendable, Equatable {
    let classes: Int
    let lstm: LSTM
    private let outward: Dense

    init(inputs: Int, hidden: Int, classes: Int, in weights: inout Weights, random: inout SeededRandom) {
        self.classes = classes
        lstm = LSTM(inputs, hidden: hidden, in: &weights, random: &random)
        outward = Dense(hidden + inputs, classes, in: &weights, random: &random)
    }

    /// One row of scores a turn; a turn sees itself and what came before it.
    func scores(_ x: Variable, _ spans: Spans, dropout: Float = 0, _ tape: Tape) -> Variable {
        outward(tape.dropout(tape.beside(lstm(x, spans, tape), x), dropout), tape)
    }

    /// The scores of one more turn, in constant time and memory.
    func scores(_ row: [Float], after state: inout DialogueState, _ tape: Tape) -> [Float] {
        let x = tape.constant(Matrix(rows: 1, columns: row.count, values: row))
        let y = lstm.step(x, &state, tape)
        return outward(tape.beside(y, x), tape).matrix.values
    }
}

extension LSTM {
    /// One step of one sequence from a state that was kept: what `callAsFunction` does at that place.
    func step(_ x: Variable, _ state: inout DialogueState, _ tape: Tape) -> Variable {
        let walk = Walk(rows: 2, hidden: hidden, tape.arena)
        let (before, now) = (0, 1)
        walk.gates.row(now).update(from: tape.weight(bias).base, count: 4 * hidden)
        let gates = walk.gates.rows(now..<now + 1)
        tape.algebra.multiply(x.value, tape.weight(inward), into: gates, keeping: 1)
        if state.turns > 0 {
            for place in 0..<hidden {
                walk.states[before, place] = state.state[place]
                walk.cells[before, place] = state.cell[place]
            }
            tape.algebra.multiply(
                walk.states.rows(before..<before + 1), tape.weight(recurrent), into: gates, keeping: 1)
        }
        walk.advance(now, from: state.turns > 0 ? before : nil)
        state = DialogueState(
            turns: state.turns + 1, state: (0..<hidden).map { walk.states[now, $0] },
            cell: (0..<hidden).map { walk.cells[now, $0] })
        let y = tape.variable(rows: 1, columns: hidden)
        y.value.copy(walk.states.rows(now..<now + 1))
        return y
    }
}

/// All that is remembered of a conversation so far: its size does not grow with the turns.
public struct DialogueState: Sendable, Equatable, Codable {
    /// Turns heard.
    public let turns: Int
    let state: [Float]
    let cell: [Float]

    /// Before the first turn.
    public static let start = DialogueState(turns: 0, state: [], cell: [])
}
