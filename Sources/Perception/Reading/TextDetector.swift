/// Finds where lines of text are (PP-OCRv4 detection).
struct TextDetector {
    static let modelName = "ch_PP-OCRv4_det_infer.onnx"
    /// The shorter side is brought up to this: smaller letters than the network knows are not found.
    private static let shorterSideMin = 736.0
    private static let longerSideMax = 1_600.0
    /// A little picture of one line is not blown up beyond this: its letters would fall apart into lines.
    private static let growthMax = 3.0
    /// The network halves five times, so sides are multiples of 32.
    private static let sideMultiple = 32

    private let network: Network
    private let regions = TextRegions()

    init(_ network: Network) { self.network = network }

    /// Lines of text as rectangles in the picture's pixels.
    func detect(_ picture: Picture) throws(InferenceFailure) -> [TextRegions.Region] {
        let (width, height) = Self.networkSize(width: picture.width, height: picture.height)
        let output = try network.run(Tensor(picture.resized(width: width, height: height)))
        guard let map = ProbabilityMap(width: width, height: height, values: output.floats) else {
            throw .cannotRun("the detection network gave \(output.shape) for \(width) × \(height)")
        }
        let across = Double(picture.width) / Double(width)
        let down = Double(picture.height) / Double(height)
        return regions.find(in: map).map { region in
            // Both scales are nearly the same: sides were only rounded.
            var rectangle = region.rectangle
            rectangle.centre = Point(rectangle.centre.x * across, rectangle.centre.y * down)
            rectangle.width *= (across + down) / 2
            rectangle.height *= (across + down) / 2
            return .init(rectangle: rectangle, score: region.score)
        }
    }

    static func networkSize(width: Int, height: Int) -> (width: Int, height: Int) {
        let (shorter, longer) = (Double(min(width, height)), Double(max(width, height)))
        var scale = min(max(1, shorterSideMin / shorter), growthMax)
        scale = min(scale, longerSideMax / longer)
        func side(_ pixels: Int) -> Int {
            max(1, Int((Double(pixels) * scale / Double(sideMultiple)).rounded())) * sideMultiple
        }
        return (side(width), side(height))
    }
}
