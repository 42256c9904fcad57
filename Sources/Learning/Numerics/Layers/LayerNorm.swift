/// Brings every row to mean 0 and variance 1, then stretches and shifts each column as learned (Ba, Kiros and Hinton,
/// 2016).
struct LayerNorm: Sendable, Equatable {
    private static let floor: Float = 1e-5

    let gain: Parameter
    let bias: Parameter

    init(_ features: Int, in weights: inout Weights, random: inout SeededRandom) {
        gain = weights.add(rows: 1, columns: features, .each { _ in 1 }, random: &random)
        bias = weights.add(rows: 1, columns: features, .zero, random: &random)
    }

    /// The same shape.
    func callAsFunction(_ x: Variable, _ tape: Tape) -> Variable {
        let width = x.columns
        let y = tape.variable(rows: x.rows, columns: width)
        let normal = tape.arena.take(rows: x.rows, columns: width)
        let scales = tape.arena.take(rows: x.rows, columns: 1)
        let gain = tape.weight(gain).base
        for row in 0..<x.rows {
            let mean = Lanes.sum(x.value.row(row), count: width) / Float(width)
            Lanes.map(x.value.row(row), to: normal.row(row), count: width) { $0 - mean }
            let variance = dispersion(normal.row(row), width)
            scales.base[row] = 1 / (variance + Self.floor).squareRoot()
            Lanes.scale(normal.row(row), by: scales.base[row], count: width)
            y.value.row(row).update(from: tape.weight(bias).base, count: width)
            Lanes.add(normal.row(row), times: gain, to: y.value.row(row), count: width)
        }
        tape.record { [self, unowned tape] in goBack(from: y, to: x, normal, scales, tape) }
        return y
    }

    /// The sum of squares need not be corrected for padding: places past the end count as zero.
    private func dispersion(_ centred: UnsafePointer<Float>, _ width: Int) -> Float {
        Lanes.dot(centred, centred, count: width) / Float(width)
    }

    private func goBack(from y: Variable, to x: Variable, _ normal: MatrixView, _ scales: MatrixView, _ tape: Tape) {
        guard let dy = y.slope, let dGain = tape.slope(gain), let dBias = tape.slope(bias) else { return }
        dy.addRows(to: dBias.base)
        let gain = tape.weight(gain).base
        let width = y.columns
        let inner = tape.arena.take(rows: 1, columns: width)
        for row in 0..<y.rows {
            Lanes.add(dy.row(row), times: normal.row(row), to: dGain.base, count: width)
            guard let dx = x.slope else { continue }
            inner.fill(0)
            Lanes.add(dy.row(row), times: gain, to: inner.base, count: width)
            let mean = Lanes.sum(inner.base, count: width) / Float(width)
            let along = Lanes.dot(inner.base, normal.row(row), count: width) / Float(width)
            let (source, target) = (normal.row(row), dx.row(row))
            Lanes.forEach(count: width) { place, window in
                let slope = window.load(inner.base + place) - mean - window.load(source + place) * along
                window.store(window.load(target + place) + slope * scales.base[row], target + place)
            }
        }
    }
}
