/// Keeps what did best on examples that are not learned from, and says when to give up.
struct EarlyStopping<Kept> {
    /// What had the lowest loss so far.
    private(set) var best: Kept
    private(set) var lowest = Float.infinity
    private var worse = 0
    private let patience: Int

    /// - Parameter patience: looks without an improvement before it is given up.
    init(_ start: Kept, patience: Int) {
        best = start
        self.patience = patience
    }

    /// Whether to go on.
    mutating func goesOn(_ candidate: @autoclosure () -> Kept, loss: Float) -> Bool {
        guard loss < lowest else {
            worse += 1
            return worse < patience
        }
        (best, lowest, worse) = (candidate(), loss, 0)
        return true
    }
}
