import Foundation

/// Four corners of a line of text, in the order of reading.
public struct Quadrilateral: Sendable, Equatable {
    /// Corners as the reader sees the text, whatever the picture's sides.
    public var topLeft, topRight, bottomRight, bottomLeft: Point

    /// An area by its corners.
    public init(topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point) {
        self.topLeft = topLeft
        self.topRight = topRight
        self.bottomRight = bottomRight
        self.bottomLeft = bottomLeft
    }

    var corners: [Point] { [topLeft, topRight, bottomRight, bottomLeft] }
    var centre: Point { (topLeft + topRight + bottomRight + bottomLeft) * 0.25 }
    /// Length along the text, the longer of the two edges.
    var width: Double { max((topRight - topLeft).length, (bottomRight - bottomLeft).length) }
    /// Height of the text, the longer of the two edges.
    var height: Double { max((bottomLeft - topLeft).length, (bottomRight - topRight).length) }

    /// The reading direction, radians, clockwise on the screen.
    var angle: Double {
        let along = (topRight - topLeft) + (bottomRight - bottomLeft)
        return atan2(along.y, along.x)
    }

    func map(_ change: (Point) -> Point) -> Quadrilateral {
        Quadrilateral(
            topLeft: change(topLeft), topRight: change(topRight), bottomRight: change(bottomRight),
            bottomLeft: change(bottomLeft))
    }

    /// The same area read from the other end.
    var upsideDown: Quadrilateral {
        Quadrilateral(topLeft: bottomRight, topRight: bottomLeft, bottomRight: topLeft, bottomLeft: topRight)
    }

    /// The same area for text that runs from bottom to top or top to bottom, laid down by a quarter turn.
    var quarterTurned: Quadrilateral {
        Quadrilateral(topLeft: topRight, topRight: bottomRight, bottomRight: bottomLeft, bottomLeft: topLeft)
    }

    /// Longer at the text's end by a number of heights.
    func extended(byHeights heights: Double) -> Quadrilateral {
        guard width > 0 else { return self }
        var longer = self
        longer.topRight = topRight + (topRight - topLeft) * (heights * height / width)
        longer.bottomRight = bottomRight + (bottomRight - bottomLeft) * (heights * height / width)
        return longer
    }

    /// Corners moved outwards, by shares of the height: `along` in the direction of the text, `across` at right angles.
    func padded(along: Double, across: Double) -> Quadrilateral {
        func unit(_ vector: Point) -> Point { vector.length > 0 ? vector * (1 / vector.length) : Point(0, 0) }
        let right = unit((topRight - topLeft) + (bottomRight - bottomLeft)) * (along * height)
        let down = unit((bottomLeft - topLeft) + (bottomRight - topRight)) * (across * height)
        return Quadrilateral(
            topLeft: topLeft - right - down, topRight: topRight + right - down,
            bottomRight: bottomRight + right + down, bottomLeft: bottomLeft - right + down)
    }
}
