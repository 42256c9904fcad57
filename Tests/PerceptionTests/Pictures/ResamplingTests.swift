import Testing

@testable import Perception

@Suite struct ResamplingTests {
    private func checkered(_ width: Int, _ height: Int) -> Picture {
        let pixels = (0..<(width * height)).flatMap { place -> [UInt8] in
            (place % width + place / width) % 2 == 0 ? [0, 0, 0] : [255, 255, 255]
        }
        return Picture(unchecked: pixels, width: width, height: height)
    }

    /// Grey that grows from left to right.
    private func ramp(_ width: Int, _ height: Int) -> Picture {
        let pixels = (0..<(width * height)).flatMap { place in
            [UInt8](repeating: UInt8(255 * (place % width) / (width - 1)), count: 3)
        }
        return Picture(unchecked: pixels, width: width, height: height)
    }

    @Test("One colour stays that colour at every size")
    func oneColour() {
        let picture = Picture.filled(width: 7, height: 5, with: 93)
        for (width, height) in [(1, 1), (3, 9), (14, 10), (100, 2)] {
            let resized = picture.resized(width: width, height: height)
            #expect((resized.width, resized.height) == (width, height))
            #expect(resized.pixels.allSatisfy { $0 == 93 })
        }
    }

    @Test("Shrinking averages: a fine checkerboard becomes grey, in resizing and in cropping")
    func averages() {
        let board = checkered(64, 64)
        #expect(board.resized(width: 8, height: 8).pixels.allSatisfy { abs(Int($0) - 127) < 12 })
        let all = Quadrilateral(
            topLeft: Point(0, 0), topRight: Point(64, 0), bottomRight: Point(64, 64), bottomLeft: Point(0, 64))
        #expect(board.cropped(all, width: 16, height: 16).pixels.allSatisfy { abs(Int($0) - 127) < 12 })
    }

    @Test("Growing interpolates without steps")
    func interpolates() {
        let grown = ramp(10, 4).resized(width: 90, height: 4)
        let row = (0..<90).map { Int(grown.pixels[$0 * 3]) }
        #expect(zip(row, row.dropFirst()).allSatisfy { $0 <= $1 && $1 - $0 <= 4 })
    }

    @Test("A crop of the whole picture at its size is the picture")
    func identity() throws {
        let picture = ramp(20, 10)
        let all = Quadrilateral(
            topLeft: Point(0, 0), topRight: Point(20, 0), bottomRight: Point(20, 10), bottomLeft: Point(0, 10))
        #expect(picture.cropped(all, width: 20, height: 10) == picture)
    }

    @Test("A crop along other corners turns the picture")
    func turning() throws {
        let picture = try #require(Picture(width: 3, height: 2, pixels: Array(0..<18)))
        let turned = Quadrilateral(
            topLeft: Point(3, 2), topRight: Point(0, 2), bottomRight: Point(0, 0), bottomLeft: Point(3, 0))
        #expect(picture.cropped(turned, width: 3, height: 2) == picture.turned(quarters: 2))
    }

    @Test("Corners on one point, at infinity or outside give a picture and no crash")
    func degenerate() {
        let picture = ramp(8, 8)
        let corners: [Point] = [Point(4, 4), Point(.infinity, 0), Point(.nan, .nan), Point(-1e9, 1e9)]
        for corner in corners {
            let quad = Quadrilateral(
                topLeft: corner, topRight: Point(5, 0), bottomRight: corner, bottomLeft: Point(0, 5))
            #expect(picture.cropped(quad, width: 4, height: 4).pixels.count == 48)
        }
    }

    @Test("Pictures are fitted, never enlarged")
    func fitting() {
        let fitted = ramp(100, 40).fitted(longerSide: 50)
        #expect((fitted.width, fitted.height) == (50, 20))
        #expect(ramp(10, 4).fitted(longerSide: 50).width == 10)
        #expect(Picture(width: 2, height: 2, pixels: [1]) == nil)
        #expect(Picture(width: 0, height: 2, pixels: []) == nil)
    }
}
