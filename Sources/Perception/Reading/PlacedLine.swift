import Foundation

/// A line's place on the page after straightening: an upright box, in pixels.
struct PlacedLine: Equatable {
    /// Index of the line in the list it came from.
    let index: Int
    let left, right, top, bottom: Double

    var middle: Double { (top + bottom) / 2 }
    var height: Double { bottom - top }

    /// Boxes of lines, turned back by the mean angle of the long ones.
    static func straightened(_ lines: [TextLine]) -> [PlacedLine] {
        let tilt = tilt(of: lines.map(\.place))
        return lines.enumerated().map { index, line in
            let centre = line.place.centre.turned(by: -tilt)
            let (width, height) = (line.place.width, line.place.height)
            return PlacedLine(
                index: index, left: centre.x - width / 2, right: centre.x + width / 2, top: centre.y - height / 2,
                bottom: centre.y + height / 2)
        }
    }

    /// The page's angle: the median over its longer lines, whose angle is the surest.
    static func tilt(of places: [Quadrilateral]) -> Double {
        let long = places.filter { $0.width > 3 * $0.height }.sorted { $0.width > $1.width }
        let angles = (long.isEmpty ? places : Array(long.prefix(15))).map(\.angle).sorted()
        return angles.isEmpty ? 0 : angles[angles.count / 2]
    }

    static func medianHeight(_ lines: [PlacedLine]) -> Double {
        let heights = lines.map(\.height).sorted()
        return heights.isEmpty ? 0 : heights[heights.count / 2]
    }

    /// Lines that stand side by side, each row from the left, rows from the top.
    static func rows(_ lines: [PlacedLine]) -> [[PlacedLine]] {
        var rows: [[PlacedLine]] = []
        for line in lines.sorted(by: { $0.middle < $1.middle }) {
            let shares = { (other: PlacedLine) in abs(other.middle - line.middle) < 0.5 * min(other.height, line.height)
            }
            if let row = rows.indices.last(where: { rows[$0].contains(where: shares) }) {
                rows[row].append(line)
            } else {
                rows.append([line])
            }
        }
        return rows.map { $0.sorted { $0.left < $1.left } }
    }
}
