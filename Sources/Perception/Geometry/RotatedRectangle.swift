import Foundation

/// A rectangle at any angle: how a line of text lies in a picture.
struct RotatedRectangle: Equatable {
    var centre: Point
    /// Extent along `angle`, the reading direction.
    var width: Double
    var height: Double
    /// Radians, clockwise on the screen; in (−π/4, π/4] when made by `around`.
    var angle: Double

    var area: Double { width * height }
    var perimeter: Double { 2 * (width + height) }
    var shorterSide: Double { min(width, height) }

    /// Corners in reading order: top left, top right, bottom right, bottom left.
    var corners: Quadrilateral {
        let along = Point(width / 2, 0).turned(by: angle)
        let down = Point(0, height / 2).turned(by: angle)
        return Quadrilateral(
            topLeft: centre - along - down, topRight: centre + along - down,
            bottomRight: centre + along + down, bottomLeft: centre - along + down)
    }

    /// Larger by the same distance on every side.
    func grown(by distance: Double) -> RotatedRectangle {
        var grown = self
        grown.width += 2 * distance
        grown.height += 2 * distance
        return grown
    }

    /// The smallest rectangle around points: one of its sides lies on an edge of their hull (rotating calipers).
    ///
    /// - Returns: `nil` without points. Points on a line give a rectangle of height 0.
    static func around(_ points: [Point]) -> RotatedRectangle? {
        let hull = ConvexHull.of(points)
        guard let first = hull.first else { return nil }
        guard hull.count > 1 else { return RotatedRectangle(centre: first, width: 0, height: 0, angle: 0) }
        var best: RotatedRectangle?
        for index in hull.indices {
            let edge = hull[(index + 1) % hull.count] - hull[index]
            guard edge.length > 0 else { continue }
            let candidate = upright(hull, turnedBy: atan2(edge.y, edge.x))
            if candidate.area < best?.area ?? .infinity { best = candidate }
        }
        return best.map(\.readable)
    }

    private static func upright(_ hull: [Point], turnedBy angle: Double) -> RotatedRectangle {
        let turned = hull.map { $0.turned(by: -angle) }
        let xs = turned.map(\.x)
        let ys = turned.map(\.y)
        let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
        let (top, bottom) = (ys.min() ?? 0, ys.max() ?? 0)
        return RotatedRectangle(
            centre: Point((left + right) / 2, (top + bottom) / 2).turned(by: angle), width: right - left,
            height: bottom - top, angle: angle)
    }

    /// The same rectangle, described so that its angle is nearest to horizontal.
    private var readable: RotatedRectangle {
        var same = self
        while same.angle > .pi / 4 {
            same.angle -= .pi / 2
            swap(&same.width, &same.height)
        }
        while same.angle <= -.pi / 4 {
            same.angle += .pi / 2
            swap(&same.width, &same.height)
        }
        return same
    }
}
