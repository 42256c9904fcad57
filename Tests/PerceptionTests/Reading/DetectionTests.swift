import Foundation
import Testing

@testable import Perception

/// From probability maps, drawn by hand, to lines of text.
@Suite struct DetectionTests {
    /// A map with one turned bar of probability 0.9 for each rectangle.
    private func map(_ width: Int, _ height: Int, _ bars: [RotatedRectangle], value: Float = 0.9) throws
        -> ProbabilityMap
    {
        var values = [Float](repeating: 0.02, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                for bar in bars {
                    let away = (Point(Double(x) + 0.5, Double(y) + 0.5) - bar.centre).turned(by: -bar.angle)
                    if abs(away.x) <= bar.width / 2, abs(away.y) <= bar.height / 2 { values[y * width + x] = value }
                }
            }
        }
        return try #require(ProbabilityMap(width: width, height: height, values: values))
    }

    @Test("A bar is found at its place, grown back by area × ratio / perimeter", arguments: [-0.5, -0.2, 0, 0.3, 0.7])
    func oneBar(angle: Double) throws {
        let bar = RotatedRectangle(centre: Point(80, 60), width: 90, height: 10, angle: angle)
        let regions = TextRegions().find(in: try map(160, 120, [bar]))
        #expect(regions.count == 1)
        let found = try #require(regions.first).rectangle
        #expect((found.centre - bar.centre).length < 2)
        #expect(abs(found.angle - angle) < 0.05)
        let growth = 2 * 1.6 * bar.area / bar.perimeter
        #expect(abs(found.width - (90 + growth)) < 9 && abs(found.height - (10 + growth)) < 9)
    }

    @Test("Bars apart are lines apart; faint and tiny ones are none")
    func several() throws {
        let bars = (0..<4).map {
            RotatedRectangle(centre: Point(80, 20 + 25 * Double($0)), width: 100, height: 8, angle: 0)
        }
        #expect(TextRegions().find(in: try map(160, 120, bars)).count == 4)
        #expect(TextRegions().find(in: try map(160, 120, bars, value: 0.4)).isEmpty)
        let speck = RotatedRectangle(centre: Point(50, 50), width: 1, height: 1, angle: 0)
        #expect(TextRegions().find(in: try map(160, 120, [speck])).isEmpty)
        #expect(TextRegions().find(in: try map(160, 120, [])).isEmpty)
    }

    @Test("Areas that touch at a corner are one; a map full of text is one; the number of areas is bounded")
    func components() {
        let corner = [true, false, false, false, true, false, false, false, true]
        #expect(ConnectedComponents.outlines(corner, width: 3, height: 3, componentsMax: 9).count == 1)
        let full = [Bool](repeating: true, count: 12)
        let outline = ConnectedComponents.outlines(full, width: 4, height: 3, componentsMax: 9)
        #expect(RotatedRectangle.around(outline[0])?.area == 12)
        let dots = (0..<100).map { $0 % 2 == 0 && $0 / 10 % 2 == 0 }
        #expect(ConnectedComponents.outlines(dots, width: 10, height: 10, componentsMax: 7).count == 7)
        #expect(ConnectedComponents.outlines(dots, width: 10, height: 10, componentsMax: 99).count == 25)
    }

    @Test("Random maps give finite rectangles", arguments: 0..<10)
    func noise(seed: Int) throws {
        var chance = SeededBytes(UInt64(seed))
        let values = (0..<2_400).map { _ in Float.random(in: 0...1, using: &chance) }
        let map = try #require(ProbabilityMap(width: 60, height: 40, values: values))
        for region in TextRegions().find(in: map) {
            #expect(region.rectangle.area.isFinite && region.rectangle.angle.isFinite)
            #expect((0...1).contains(region.score))
        }
        #expect(ProbabilityMap(width: 3, height: 3, values: values) == nil)
    }

    @Test("The network's size keeps the form, in multiples of 32 and within bounds")
    func networkSize() {
        for (width, height) in [(1_000, 630), (630, 1_000), (50, 20), (3_000, 10), (1, 1), (2_600, 2_600)] {
            let size = TextDetector.networkSize(width: width, height: height)
            #expect(size.width % 32 == 0 && size.height % 32 == 0)
            #expect(size.width >= 32 && size.height >= 32 && max(size.width, size.height) <= 1_600)
        }
        #expect(TextDetector.networkSize(width: 1_000, height: 630) == (1_184, 736))
    }
}
