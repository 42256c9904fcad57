/// A path's drawing commands (AbbreviatedData, GB/T 33190 section 9.1), read strictly enough to be drawn elsewhere.
public struct PathData: Sendable, Equatable {
    /// A command with its numbers: S and M move, L line, Q and B curves, A arc, C closes.
    public struct Step: Sendable, Equatable {
        public let command: Character
        public let numbers: [Double]
    }

    public let steps: [Step]

    private static let stepsMax = 200_000
    private static let arity: [Character: Int] = ["S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0]

    /// Reads the commands; what comes after something unreadable is left out, as readers do.
    ///
    /// One command may have numbers for several steps, as some writers make them.
    init(_ text: String) {
        let parts = text.split(whereSeparator: { $0.isWhitespace || $0 == "," })
        var steps: [Step] = []
        var at = 0
        reading: while at < parts.count, steps.count < Self.stepsMax {
            guard parts[at].count == 1, let command = parts[at].first, let count = Self.arity[command] else { break }
            at += 1
            if count == 0 {
                steps.append(Step(command: command, numbers: []))
                continue
            }
            repeat {
                guard at + count <= parts.count else { break reading }
                let numbers = parts[at..<(at + count)].compactMap { Double($0) }.filter { abs($0) < 1e6 }
                guard numbers.count == count else { break reading }
                steps.append(Step(command: command, numbers: numbers))
                at += count
            } while at < parts.count && Double(parts[at]) != nil
        }
        self.steps = steps
    }
}
