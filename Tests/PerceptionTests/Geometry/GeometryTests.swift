import Foundation
import Testing

@testable import Perception

@Suite struct GeometryTests {
    @Test("The hull of a grid is its four corners")
    func hull() {
        let grid = (0..<5).flatMap { x in (0..<4).map { Point(Double(x), Double($0)) } }
        let hull = ConvexHull.of(grid)
        #expect(hull.count == 4)
        for corner in [Point(0, 0), Point(4, 0), Point(4, 3), Point(0, 3)] { #expect(hull.contains(corner)) }
    }

    @Test("Few points, and points on a line, have a hull too")
    func smallHulls() {
        #expect(ConvexHull.of([]).isEmpty)
        #expect(ConvexHull.of([Point(1, 1)]) == [Point(1, 1)])
        #expect(ConvexHull.of((0..<9).map { Point(Double($0), Double($0)) }).count == 2)
        #expect(RotatedRectangle.around([]) == nil)
        #expect(RotatedRectangle.around([Point(2, 3)])?.area == 0)
    }

    @Test("A turned rectangle is found again from points inside it", arguments: -8...8)
    func rectangles(step: Int) throws {
        var chance = SeededBytes(UInt64(step + 100))
        let truth = RotatedRectangle(
            centre: Point(50, 40), width: 60, height: 12, angle: Double(step) / 8 * .pi / 4 * 0.99)
        let corners = truth.corners.corners
        let inside = (0..<200).map { _ in
            let along = Point(Double.random(in: -30...30, using: &chance), Double.random(in: -6...6, using: &chance))
            return truth.centre + along.turned(by: truth.angle)
        }
        let found = try #require(RotatedRectangle.around(inside + corners))
        #expect(abs(found.width - 60) < 1e-6 && abs(found.height - 12) < 1e-6)
        #expect(abs(found.angle - truth.angle) < 1e-9)
        #expect((found.centre - truth.centre).length < 1e-6)
        for point in inside {
            let away = (point - found.centre).turned(by: -found.angle)
            #expect(abs(away.x) <= 30 + 1e-6 && abs(away.y) <= 6 + 1e-6)
        }
    }

    @Test("The smallest rectangle is no larger than any upright one", arguments: 0..<20)
    func smallest(seed: Int) throws {
        var chance = SeededBytes(UInt64(seed))
        let points = (0..<30).map { _ in
            Point(Double.random(in: 0...50, using: &chance), Double.random(in: 0...50, using: &chance))
        }
        let found = try #require(RotatedRectangle.around(points))
        for step in 0..<36 {
            let turned = points.map { $0.turned(by: Double(step) * .pi / 72) }
            let width = (turned.map(\.x).max() ?? 0) - (turned.map(\.x).min() ?? 0)
            let height = (turned.map(\.y).max() ?? 0) - (turned.map(\.y).min() ?? 0)
            #expect(found.area <= width * height + 1e-9)
        }
    }

    @Test("The perspective map takes the corners of the square to the corners, and lines to lines", arguments: 0..<20)
    func homography(seed: Int) {
        var chance = SeededBytes(UInt64(seed))
        func near(_ x: Double, _ y: Double) -> Point {
            Point(x + Double.random(in: -9...9, using: &chance), y + Double.random(in: -9...9, using: &chance))
        }
        let quad = Quadrilateral(
            topLeft: near(0, 0), topRight: near(100, 0), bottomRight: near(100, 40), bottomLeft: near(0, 40))
        let map = Homography(unitSquareTo: quad)
        for (u, v, corner) in [
            (0.0, 0.0, quad.topLeft), (1, 0, quad.topRight), (1, 1, quad.bottomRight), (0, 1, quad.bottomLeft),
        ] { #expect((map(u, v) - corner).length < 1e-9) }
        let along = map(1, 0.5) - map(0, 0.5)
        #expect(abs(along.cross(map(0.3, 0.5) - map(0, 0.5))) < 1e-6)
    }

    @Test("Turning a quadrilateral about keeps its area and moves its first corner")
    func turning() {
        let quad = RotatedRectangle(centre: Point(10, 10), width: 8, height: 2, angle: 0).corners
        #expect(quad.upsideDown.upsideDown == quad)
        #expect(quad.upsideDown.topLeft == quad.bottomRight)
        #expect(quad.quarterTurned.width == quad.height)
        #expect(abs(quad.angle) < 1e-12 && abs(abs(quad.upsideDown.angle) - .pi) < 1e-12)
        #expect(quad.extended(byHeights: 1.5).width == 11 && quad.extended(byHeights: 1.5).topLeft == quad.topLeft)
        let padded = quad.padded(along: 0.5, across: 1)
        #expect(abs(padded.width - 10) < 1e-12 && abs(padded.height - 6) < 1e-12)
    }
}
