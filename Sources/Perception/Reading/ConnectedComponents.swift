/// Connected areas of a yes/no map (8 neighbours), each given by the points that can lie on its hull.
enum ConnectedComponents {
    /// - Parameter isSet: row-major, `width * height` values.
    /// - Parameter componentsMax: areas found beyond this number, from the top left, are left out.
    /// - Returns: for each area the outer corners of its first and last pixel in every row.
    static func outlines(_ isSet: [Bool], width: Int, height: Int, componentsMax: Int) -> [[Point]] {
        var left = isSet
        var outlines: [[Point]] = []
        var stack: [Int] = []
        for start in left.indices where left[start] {
            guard outlines.count < componentsMax else { break }
            left[start] = false
            stack.append(start)
            var spans = RowSpans(firstRow: start / width)
            while let place = stack.popLast() {
                let (x, y) = (place % width, place / width)
                spans.add(x: x, y: y)
                for neighbourY in max(0, y - 1)...min(height - 1, y + 1) {
                    for neighbourX in max(0, x - 1)...min(width - 1, x + 1) {
                        let neighbour = neighbourY * width + neighbourX
                        guard left[neighbour] else { continue }
                        left[neighbour] = false
                        stack.append(neighbour)
                    }
                }
            }
            outlines.append(spans.outline)
        }
        return outlines
    }

    /// The leftmost and rightmost pixel of each row of an area. The first row is where the scan met the area: none
    /// lies above it.
    private struct RowSpans {
        let firstRow: Int
        var spans: [ClosedRange<Int>?] = []

        init(firstRow: Int) { self.firstRow = firstRow }

        mutating func add(x: Int, y: Int) {
            let row = y - firstRow
            while spans.count <= row { spans.append(nil) }
            let old = spans[row] ?? x...x
            spans[row] = min(old.lowerBound, x)...max(old.upperBound, x)
        }

        var outline: [Point] {
            spans.enumerated().flatMap { row, span -> [Point] in
                guard let span else { return [] }
                let (top, bottom) = (Double(firstRow + row), Double(firstRow + row + 1))
                let (start, end) = (Double(span.lowerBound), Double(span.upperBound + 1))
                return [Point(start, top), Point(end, top), Point(start, bottom), Point(end, bottom)]
            }
        }
    }
}
