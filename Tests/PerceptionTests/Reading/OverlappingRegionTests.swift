import Testing

@testable import Perception

@Suite struct OverlappingRegionTests {
    private func region(_ x: Double, _ y: Double, _ width: Double, _ height: Double, angle: Double = 0)
        -> TextRegions.Region
    {
        .init(
            rectangle: RotatedRectangle(
                centre: Point(x, y).turned(by: angle), width: width, height: height, angle: angle), score: 0.8)
    }

    @Test("A line that was parted in the middle of a character is one again", arguments: [-0.4, 0, 0.4])
    func parted(angle: Double) throws {
        let joined = OverlappingRegions.joined([
            region(50, 20, 100, 20, angle: angle), region(140, 21, 90, 22, angle: angle),
        ])
        #expect(joined.count == 1)
        let whole = try #require(joined.first).rectangle
        #expect(abs(whole.width - 185) < 2 && whole.height < 24)
        #expect(abs(whole.angle - angle) < 0.05)
    }

    @Test("Words side by side, rows above each other and small print beside large stay apart")
    func apart() {
        let regions = [
            region(50, 20, 100, 20), region(160, 20, 90, 20), region(50, 45, 100, 20), region(110, 20, 40, 60),
        ]
        #expect(OverlappingRegions.joined(regions).count == 4)
        #expect(OverlappingRegions.joined([]).isEmpty)
    }

    @Test("Three pieces in any order become one")
    func chain() {
        let pieces = [region(0, 0, 60, 20), region(100, 0, 60, 20), region(50, 1, 60, 20)]
        #expect(OverlappingRegions.joined(pieces).count == 1)
        #expect(OverlappingRegions.joined(pieces.reversed()).count == 1)
    }
}
