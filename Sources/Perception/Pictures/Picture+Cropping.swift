extension Picture {
    /// What lies in a quadrilateral, seen straight on, at the given size. Beyond the border the border repeats.
    ///
    /// Each new pixel is the average of several bilinear samples where the picture must shrink, so that thin strokes
    /// do not vanish between samples.
    func cropped(_ quad: Quadrilateral, width newWidth: Int, height newHeight: Int) -> Picture {
        let map = Homography(unitSquareTo: quad)
        let samplesDown = Self.samples(quad.height / Double(newHeight))
        let samplesAcross = Self.samples(quad.width / Double(newWidth))
        let share = 1 / Float(samplesDown * samplesAcross)
        var cropped = [UInt8](repeating: 0, count: newWidth * newHeight * 3)
        pixels.withUnsafeBufferPointer { source in
            for y in 0..<newHeight {
                for x in 0..<newWidth {
                    var sum = SIMD4<Float>(repeating: 0)
                    for subY in 0..<samplesDown {
                        for subX in 0..<samplesAcross {
                            let u = (Double(x) + (Double(subX) + 0.5) / Double(samplesAcross)) / Double(newWidth)
                            let v = (Double(y) + (Double(subY) + 0.5) / Double(samplesDown)) / Double(newHeight)
                            sum += sample(source, at: map(u, v))
                        }
                    }
                    let colour = sum * share + 0.5
                    let to = (y * newWidth + x) * 3
                    for channel in 0..<3 { cropped[to + channel] = UInt8(max(0, min(255, colour[channel]))) }
                }
            }
        }
        return Picture(unchecked: cropped, width: newWidth, height: newHeight)
    }

    private static func samples(_ shrinking: Double) -> Int {
        shrinking.isFinite ? max(1, min(6, Int(shrinking.rounded()))) : 1
    }

    /// Bilinear sample; `point` counts from the outer corner of the first pixel.
    @inline(__always)
    private func sample(_ source: UnsafeBufferPointer<UInt8>, at point: Point) -> SIMD4<Float> {
        // Not a number (degenerate corners) compares false and ends at 0.
        let x = max(0, min(Double(width - 1), point.x - 0.5))
        let y = max(0, min(Double(height - 1), point.y - 0.5))
        let (left, top) = (Int(x), Int(y))
        let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (fractionX, fractionY) = (Float(x - Double(left)), Float(y - Double(top)))
        func pixel(_ x: Int, _ y: Int) -> SIMD4<Float> {
            let at = (y * width + x) * 3
            return SIMD4(Float(source[at]), Float(source[at + 1]), Float(source[at + 2]), 0)
        }
        let above = pixel(left, top) * (1 - fractionX) + pixel(right, top) * fractionX
        let below = pixel(left, bottom) * (1 - fractionX) + pixel(right, bottom) * fractionX
        return above * (1 - fractionY) + below * fractionY
    }
}
