import Foundation

/// How likely each place of a picture belongs to text, 0…1: what the detection network says.
struct ProbabilityMap {
    let width, height: Int
    /// Row-major, `width * height` values.
    let values: [Float]

    /// - Returns: `nil` when the number of values does not fit.
    init?(width: Int, height: Int, values: [Float]) {
        guard width > 0, height > 0, values.count == width * height else { return nil }
        self.width = width
        self.height = height
        self.values = values
    }

    /// Mean probability of the places whose middle lies in a rectangle.
    func mean(in rectangle: RotatedRectangle) -> Double {
        let corners = rectangle.corners.corners
        let left = max(0, Int(corners.map(\.x).min() ?? 0) - 1)
        let right = min(width - 1, Int(corners.map(\.x).max() ?? 0) + 1)
        let top = max(0, Int(corners.map(\.y).min() ?? 0) - 1)
        let bottom = min(height - 1, Int(corners.map(\.y).max() ?? 0) + 1)
        guard left <= right, top <= bottom else { return 0 }
        let (sine, cosine) = (sin(-rectangle.angle), cos(-rectangle.angle))
        var sum = 0.0
        var count = 0
        for y in top...bottom {
            for x in left...right {
                let away = Point(Double(x) + 0.5, Double(y) + 0.5) - rectangle.centre
                let along = away.x * cosine - away.y * sine
                let across = away.x * sine + away.y * cosine
                guard abs(along) <= rectangle.width / 2, abs(across) <= rectangle.height / 2 else { continue }
                sum += Double(values[y * width + x])
                count += 1
            }
        }
        return count > 0 ? sum / Double(count) : 0
    }
}
