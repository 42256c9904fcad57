import Foundation

/// A place in a picture, in pixels: x to the right, y down, (0, 0) the outer corner of the first pixel.
public struct Point: Sendable, Equatable {
    /// Pixels from the left, pixels from the top.
    public var x, y: Double

    /// A place by its coordinates.
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    static func + (left: Point, right: Point) -> Point { Point(left.x + right.x, left.y + right.y) }
    static func - (left: Point, right: Point) -> Point { Point(left.x - right.x, left.y - right.y) }
    static func * (point: Point, factor: Double) -> Point { Point(point.x * factor, point.y * factor) }

    var length: Double { (x * x + y * y).squareRoot() }

    /// Twice the signed area of the triangle to the two others.
    func cross(_ other: Point) -> Double { x * other.y - y * other.x }

    func dot(_ other: Point) -> Double { x * other.x + y * other.y }

    /// Turned about the origin, clockwise on the screen for a positive angle.
    func turned(by radians: Double) -> Point {
        let (sine, cosine) = (sin(radians), cos(radians))
        return Point(x * cosine - y * sine, x * sine + y * cosine)
    }
}
