/// How a network is trained: over and over the same rows, in batches, with ever smaller steps.
struct Lessons: Sendable, Equatable {
    /// Rows read in all; small data is read over and over, within `epochs`.
    var rowsRead: Int
    var epochs: ClosedRange<Int>
    var batch: Int
    /// Step length at the start; it falls to nearly nothing by the end.
    var rate: Float
    /// Share of hidden units left out of each training step.
    var dropout: Float = 0.5
    /// Share of the text's units left out of each reading.
    var unread: Float = 0

    /// Calls `study` with the place of each row, then `step` after each batch with its size and step length.
    func give(
        rows: Int, random: inout SeededRandom, study: (Int, inout SeededRandom) -> Void,
        step: (_ rows: Int, _ pace: LazyAdam.Pace) -> Void
    ) {
        guard rows > 0 else { return }
        var order = Array(0..<rows)
        let times = min(max(rowsRead / rows, epochs.lowerBound), epochs.upperBound)
        let steps = times * ((rows + batch - 1) / batch)
        var done = 0
        for _ in 0..<times {
            order.shuffle(using: &random)
            for start in stride(from: 0, to: rows, by: batch) {
                let end = min(start + batch, rows)
                for place in order[start..<end] { study(place, &random) }
                done += 1
                let falling = 1 - Float(done - 1) / Float(steps)
                step(end - start, LazyAdam.Pace(rate: rate * max(falling, 0.002), step: done))
            }
        }
    }
}
