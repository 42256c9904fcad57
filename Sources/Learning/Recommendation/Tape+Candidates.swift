extension Tape {
    /// How well every row fits every candidate: dot products.
    ///
    /// - Parameters: `x` rows×features, `candidates` count×features.
    /// - Returns: rows×count.
    func fits(_ x: Variable, _ candidates: Variable) -> Variable {
        let y = variable(rows: x.rows, columns: candidates.rows)
        algebra.multiply(x.value, candidates.value, transposing: .second, into: y.value)
        record { [unowned self] in
            guard let dy = y.slope else { return }
            if let dx = x.slope { algebra.multiply(dy, candidates.value, into: dx, keeping: 1) }
            if let dc = candidates.slope {
                algebra.multiply(dy, x.value, transposing: .first, into: dc, keeping: 1)
            }
        }
        return y
    }
}
