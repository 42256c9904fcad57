extension Picture {
    /// The picture at another size: linear interpolation when growing, an average of all covered pixels when shrinking.
    public func resized(width newWidth: Int, height newHeight: Int) -> Picture {
        guard newWidth != width || newHeight != height, newWidth > 0, newHeight > 0 else { return self }
        let across = ResizingWeights(from: width, to: newWidth)
        let down = ResizingWeights(from: height, to: newHeight)
        var rows = [Float](repeating: 0, count: newWidth * height * 3)
        for y in 0..<height {
            for x in 0..<newWidth {
                var (red, green, blue) = (Float(0), Float(0), Float(0))
                for tap in across.taps[x] {
                    let at = (y * width + tap.index) * 3
                    red += tap.weight * Float(pixels[at])
                    green += tap.weight * Float(pixels[at + 1])
                    blue += tap.weight * Float(pixels[at + 2])
                }
                let to = (y * newWidth + x) * 3
                rows[to] = red
                rows[to + 1] = green
                rows[to + 2] = blue
            }
        }
        var resized = [UInt8](repeating: 0, count: newWidth * newHeight * 3)
        let rowLength = newWidth * 3
        for y in 0..<newHeight {
            for x in 0..<rowLength {
                var value = Float(0.5)
                for tap in down.taps[y] { value += tap.weight * rows[tap.index * rowLength + x] }
                resized[y * rowLength + x] = UInt8(max(0, min(255, value)))
            }
        }
        return Picture(unchecked: resized, width: newWidth, height: newHeight)
    }

    /// The picture made smaller, if it must, so that no side exceeds `longerSide`.
    func fitted(longerSide limit: Int) -> Picture {
        guard longerSide > limit else { return self }
        let scale = Double(limit) / Double(longerSide)
        return resized(
            width: max(1, Int((Double(width) * scale).rounded())),
            height: max(1, Int((Double(height) * scale).rounded())))
    }
}

/// Which old samples make up each new one, along one axis (a triangle filter as wide as the scale).
struct ResizingWeights {
    struct Tap {
        let index: Int
        let weight: Float
    }

    let taps: [[Tap]]

    init(from old: Int, to new: Int) {
        let scale = Double(old) / Double(new)
        let support = max(1, scale)
        taps = (0..<new).map { position in
            let centre = (Double(position) + 0.5) * scale - 0.5
            let first = Int((centre - support).rounded(.up))
            let last = Int((centre + support).rounded(.down))
            var taps = (first...max(first, last)).compactMap { index -> Tap? in
                let weight = 1 - abs(Double(index) - centre) / support
                return weight > 0 ? Tap(index: min(max(index, 0), old - 1), weight: Float(weight)) : nil
            }
            let total = taps.reduce(0) { $0 + $1.weight }
            taps = taps.map { Tap(index: $0.index, weight: $0.weight / total) }
            return taps
        }
    }
}
