import Foundation

/// Adam over numbers in rows, of which a step may touch only some.
///
/// Kingma, Ba: "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1; a row that is not touched keeps
/// its moments ("lazy"), so that the cost of a step follows the batch and not the vocabulary.
struct LazyAdam {
    private static let firstDecay: Float = 0.9
    private static let secondDecay: Float = 0.999
    private static let smallest: Float = 1e-8

    private var first: [Lane]
    private var second: [Lane]

    /// - Parameter lanes: as many as the numbers have.
    init(lanes: Int) {
        first = .zeros(lanes)
        second = first
    }

    /// How far a step goes, the moments' start at zero made up for.
    struct Pace {
        let firstScale: Float
        let secondScale: Float

        /// - Parameter step: counted from 1.
        init(rate: Float, step: Int) {
            firstScale = rate / (1 - pow(LazyAdam.firstDecay, Float(step)))
            secondScale = 1 / (1 - pow(LazyAdam.secondDecay, Float(step)))
        }
    }

    /// Moves the numbers from `start` on against `share` times the slopes.
    mutating func descend(
        _ numbers: inout [Lane], from start: Int = 0, by slopes: ArraySlice<Lane>, share: Float, _ pace: Pace
    ) {
        var place = start
        for slope in slopes {
            let slope = slope * share
            let mean = first[place] * Self.firstDecay + slope * (1 - Self.firstDecay)
            let spread = second[place] * Self.secondDecay + slope * slope * (1 - Self.secondDecay)
            first[place] = mean
            second[place] = spread
            numbers[place] -= mean * pace.firstScale / ((spread * pace.secondScale).squareRoot() + Self.smallest)
            place += 1
        }
    }
}

/// The gradient of rows of numbers, and the moments behind them: only rows that a batch touched cost anything.
struct RowSlopes {
    private let width: Int
    private var moments: LazyAdam
    /// The i-th run of lanes belongs to row `touched[i]`.
    private var slopes: [Lane] = []
    private var touched: [Int] = []
    private var slots: [Int32]

    /// - Parameter width: lanes of one row.
    init(rows: Int, width: Int) {
        self.width = width
        moments = LazyAdam(lanes: rows * width)
        slots = [Int32](repeating: -1, count: rows)
    }

    mutating func add(_ back: some RandomAccessCollection<Lane>, times value: Float, to row: Int) {
        if slots[row] < 0 {
            slots[row] = Int32(touched.count)
            touched.append(row)
            slopes.append(contentsOf: repeatElement(.zero, count: width))
        }
        var place = Int(slots[row]) * width
        for lane in back {
            slopes[place] += lane * value
            place += 1
        }
    }

    /// Moves the touched rows and forgets the gradient.
    mutating func descend(_ numbers: inout [Lane], share: Float, _ pace: LazyAdam.Pace) {
        for (slot, row) in touched.enumerated() {
            let run = slopes[(slot * width)..<((slot + 1) * width)]
            moments.descend(&numbers, from: row * width, by: run, share: share, pace)
            slots[row] = -1
        }
        touched.removeAll(keepingCapacity: true)
        slopes.removeAll(keepingCapacity: true)
    }
}
