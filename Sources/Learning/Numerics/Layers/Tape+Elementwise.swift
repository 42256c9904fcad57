extension Tape {
    /// Negative numbers become zero.
    func rectified(_ x: Variable) -> Variable {
        elementwise(x, { $0.replacing(with: 0, where: $0 .< 0) }) { y in
            Lanes.Lane.zero.replacing(with: 1, where: y .> 0)
        }
    }

    /// The hyperbolic tangent of every number.
    func tanh(_ x: Variable) -> Variable { elementwise(x, Lanes.tanh) { 1 - $0 * $0 } }

    /// 1 / (1 + e⁻ˣ) of every number.
    func sigmoid(_ x: Variable) -> Variable { elementwise(x, Lanes.sigmoid) { $0 * (1 - $0) } }

    /// A function whose derivative follows from its own result.
    @inline(__always)
    private func elementwise(
        _ x: Variable, _ function: (Lanes.Lane) -> Lanes.Lane,
        derivative: @escaping (_ result: Lanes.Lane) -> Lanes.Lane
    ) -> Variable {
        let y = variable(rows: x.rows, columns: x.columns)
        for row in 0..<x.rows { Lanes.map(x.value.row(row), to: y.value.row(row), count: x.columns, function) }
        record {
            guard let dx = x.slope, let dy = y.slope else { return }
            for row in 0..<x.rows {
                let (result, from, to) = (y.value.row(row), dy.row(row), dx.row(row))
                Lanes.forEach(count: x.columns) { place, window in
                    let slope = window.load(from + place) * derivative(window.load(result + place))
                    window.store(window.load(to + place) + slope, to + place)
                }
            }
        }
        return y
    }

    /// The sum of two results of one shape.
    func sum(_ a: Variable, _ b: Variable) -> Variable {
        precondition(a.rows == b.rows && a.columns == b.columns, "a sum of different shapes")
        let y = variable(rows: a.rows, columns: a.columns)
        y.value.copy(a.value)
        y.value.add(b.value)
        record {
            guard let dy = y.slope else { return }
            a.slope?.add(dy)
            b.slope?.add(dy)
        }
        return y
    }

    /// Two results side by side.
    func beside(_ a: Variable, _ b: Variable) -> Variable {
        precondition(a.rows == b.rows, "side by side means as many rows")
        let (width, whole) = (a.columns, a.columns + b.columns)
        let y = variable(rows: a.rows, columns: whole)
        y.value.columns(0..<width).copy(a.value)
        y.value.columns(width..<whole).copy(b.value)
        record {
            guard let dy = y.slope else { return }
            a.slope?.add(dy.columns(0..<width))
            b.slope?.add(dy.columns(width..<whole))
        }
        return y
    }

    /// Some rows, in the order given; a row may be taken more than once.
    func rows(_ x: Variable, _ chosen: [Int]) -> Variable {
        let y = variable(rows: chosen.count, columns: x.columns)
        for (place, row) in chosen.enumerated() { y.value.row(place).update(from: x.value.row(row), count: x.columns) }
        record {
            guard let dy = y.slope, let dx = x.slope else { return }
            for (place, row) in chosen.enumerated() { Lanes.add(dy.row(place), to: dx.row(row), count: x.columns) }
        }
        return y
    }

    /// Every number times the same factor.
    func scaled(_ x: Variable, by factor: Float) -> Variable {
        let y = variable(rows: x.rows, columns: x.columns)
        y.value.copy(x.value)
        for row in 0..<y.rows { Lanes.scale(y.value.row(row), by: factor, count: y.columns) }
        record {
            guard let dy = y.slope else { return }
            x.slope?.add(dy, times: factor)
        }
        return y
    }

    /// While teaching, leaves out the given share of all numbers and makes the others larger by as much (Srivastava et
    /// al., 2014); while asking, nothing changes.
    func dropout(_ x: Variable, _ share: Float) -> Variable {
        guard isTeaching, share > 0 else { return x }
        let mask = arena.take(rows: x.rows, columns: x.columns)
        let kept = 1 / (1 - share)
        for place in 0..<mask.count { mask.base[place] = random.share() < share ? 0 : kept }
        let y = variable(rows: x.rows, columns: x.columns)
        y.value.fill(0)
        for row in 0..<x.rows {
            Lanes.add(x.value.row(row), times: mask.row(row), to: y.value.row(row), count: x.columns)
        }
        record {
            guard let dy = y.slope, let dx = x.slope else { return }
            for row in 0..<x.rows { Lanes.add(dy.row(row), times: mask.row(row), to: dx.row(row), count: x.columns) }
        }
        return y
    }
}

extension MatrixView {
    /// Adds another matrix of the same shape.
    func add(_ other: MatrixView, times scale: Float = 1) {
        for row in 0..<rows { Lanes.add(other.row(row), times: scale, to: self.row(row), count: columns) }
    }
}
