/// Where one matrix of a network lies among all its numbers.
struct Parameter: Sendable, Equatable {
    let offset: Int
    let rows: Int
    let columns: Int
    /// Looked up row by row: only rows that were looked up have a gradient and are changed by a step.
    let isTable: Bool

    var count: Int { rows * columns }
}

/// All numbers a network has learned, one matrix after the other.
///
/// Building the same layers in the same order gives the same places: a file holds a network's options and one list.
struct Weights: Sendable, Equatable {
    /// What the numbers of a new matrix are.
    enum Start {
        case zero
        /// A number for each place, row after row.
        case each((Int) -> Float)
        /// Uniform within ±√(6 / (rows + columns)) (Glorot and Bengio, 2010).
        case balanced
        /// Normal with this standard deviation.
        case normal(Float)
    }

    private(set) var parameters: [Parameter] = []
    private(set) var values: [Float] = []
    private let isPlan: Bool

    init() { isPlan = false }

    private init(plan: Void) { isPlan = true }

    /// Only where everything will lie: layers are built without taking memory, until `filled` brings the numbers.
    static var plan: Weights { Weights(plan: ()) }

    /// How many numbers there are, or will be.
    var count: Int { parameters.last.map { $0.offset + $0.count } ?? 0 }

    /// Adds a matrix.
    mutating func add(
        rows: Int, columns: Int, _ start: Start, isTable: Bool = false, random: inout SeededRandom
    ) -> Parameter {
        let parameter = Parameter(offset: count, rows: rows, columns: columns, isTable: isTable)
        parameters.append(parameter)
        guard !isPlan else { return parameter }
        values.reserveCapacity(count)
        let spread = (6 / Float(rows + columns)).squareRoot()
        for place in 0..<parameter.count {
            switch start {
            case .zero: values.append(0)
            case .each(let number): values.append(number(place))
            case .balanced: values.append(random.symmetric(spread))
            case .normal(let deviation): values.append(random.normal() * deviation)
            }
        }
        return parameter
    }

    /// One matrix by itself.
    subscript(parameter: Parameter) -> Matrix {
        get {
            let range = parameter.offset..<(parameter.offset + parameter.count)
            return Matrix(rows: parameter.rows, columns: parameter.columns, values: Array(values[range]))
        }
        set {
            precondition(newValue.rows == parameter.rows && newValue.columns == parameter.columns)
            values.replaceSubrange(parameter.offset..<(parameter.offset + parameter.count), with: newValue.values)
        }
    }

    /// The same network with the numbers of a file.
    ///
    /// - Throws: `damagedModel` when they are too many, too few or no numbers.
    func filled(with values: [Float]) throws(LearningFailure) -> Weights {
        guard values.count == count else {
            throw .damagedModel("it has \(values.count) weights instead of \(count)")
        }
        guard values.allSatisfy(\.isFinite) else { throw .damagedModel("a weight is no number") }
        var filled = Weights()
        filled.parameters = parameters
        filled.values = values
        return filled
    }

    /// Takes over what training made of these numbers.
    mutating func update(from learned: UnsafePointer<Float>) {
        values.withUnsafeMutableBufferPointer { numbers in
            if let start = numbers.baseAddress { start.update(from: learned, count: numbers.count) }
        }
    }

    /// Runs a network without teaching it.
    func asking<Answer>(_ algebra: LinearAlgebra, _ body: (Tape) throws -> Answer) rethrows -> Answer {
        try values.withUnsafeBufferPointer { try body(Tape(reading: $0, algebra: algebra)) }
    }
}
