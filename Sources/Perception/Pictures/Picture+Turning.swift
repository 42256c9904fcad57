extension Picture {
    /// The picture as it was seen, from how the camera was held.
    func upright(_ orientation: ExifOrientation) -> Picture {
        let (right, bottom) = (width - 1, height - 1)
        return switch orientation {
        case .upright: self
        case .mirrored: moved(width, height) { (right - $0, $1) }
        case .halfTurn: moved(width, height) { (right - $0, bottom - $1) }
        case .halfTurnMirrored: moved(width, height) { ($0, bottom - $1) }
        case .transposed: moved(height, width) { ($1, $0) }
        case .quarterTurn: moved(height, width) { ($1, bottom - $0) }
        case .transversed: moved(height, width) { (right - $1, bottom - $0) }
        case .threeQuarterTurn: moved(height, width) { (right - $1, $0) }
        }
    }

    /// Turned clockwise by quarter turns.
    func turned(quarters: Int) -> Picture {
        switch ((quarters % 4) + 4) % 4 {
        case 1: upright(.quarterTurn)
        case 2: upright(.halfTurn)
        case 3: upright(.threeQuarterTurn)
        default: self
        }
    }

    /// A picture whose pixel at (x, y) is ours at `source(x, y)`.
    private func moved(_ newWidth: Int, _ newHeight: Int, from source: (Int, Int) -> (Int, Int)) -> Picture {
        var moved = [UInt8](repeating: 0, count: pixels.count)
        pixels.withUnsafeBufferPointer { old in
            for y in 0..<newHeight {
                for x in 0..<newWidth {
                    let (fromX, fromY) = source(x, y)
                    let (to, from) = ((y * newWidth + x) * 3, (fromY * width + fromX) * 3)
                    moved[to] = old[from]
                    moved[to + 1] = old[from + 1]
                    moved[to + 2] = old[from + 2]
                }
            }
        }
        return Picture(unchecked: moved, width: newWidth, height: newHeight)
    }
}
