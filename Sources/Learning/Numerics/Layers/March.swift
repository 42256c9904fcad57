/// The order in which an LSTM visits the rows of a batch: step by step, within a step the longest sequence first.
///
/// So the sequences of one step are the first ones of the step before.
struct March {
    /// Where each visited row stands among the batch's rows.
    let sources: [Int]
    /// First visit of each step, and at the end the number of visits.
    private let starts: [Int]

    init(_ spans: Spans, isReversed: Bool) {
        let order = (0..<spans.count).sorted { spans[$1].count < spans[$0].count }
        var sources: [Int] = []
        sources.reserveCapacity(spans.rows)
        var starts = [0]
        for step in 0..<(order.first.map { spans[$0].count } ?? 0) {
            for sequence in order {
                let span = spans[sequence]
                guard step < span.count else { break }
                sources.append(isReversed ? span.upperBound - 1 - step : span.lowerBound + step)
            }
            starts.append(sources.count)
        }
        self.sources = sources
        self.starts = starts
    }

    var steps: Int { starts.count - 1 }
    /// Sequences in the first step.
    var widest: Int { starts.count > 1 ? starts[1] : 0 }

    func range(_ step: Int) -> Range<Int> { starts[step]..<starts[step + 1] }

    /// The same sequences one step earlier.
    func before(_ step: Int) -> Range<Int> { starts[step - 1]..<(starts[step - 1] + range(step).count) }

    /// The same sequence's visit one step earlier.
    func previous(_ visit: Int, _ step: Int) -> Int? {
        step > 0 ? starts[step - 1] + visit - starts[step] : nil
    }
}
