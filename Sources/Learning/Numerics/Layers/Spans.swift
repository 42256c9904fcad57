/// Where sequences lie when they stand one after the other in the rows of a matrix: no row is padding.
struct Spans: Sendable, Equatable {
    /// First row of each sequence, and at the end the number of rows.
    let starts: [Int]

    /// - Parameter lengths: rows of each sequence, in their order.
    init(lengths: [Int]) {
        var starts = [0]
        starts.reserveCapacity(lengths.count + 1)
        for length in lengths { starts.append(starts[starts.count - 1] + length) }
        self.starts = starts
    }

    var count: Int { starts.count - 1 }
    var rows: Int { starts[starts.count - 1] }

    subscript(sequence: Int) -> Range<Int> { starts[sequence]..<starts[sequence + 1] }

    /// Every row's place within its sequence, counted from 0.
    var places: [Int32] { (0..<count).flatMap { (0..<Int32(self[$0].count)) } }

    /// The last row of every sequence; none may be empty.
    var lasts: [Int] { (0..<count).map { starts[$0 + 1] - 1 } }
}
