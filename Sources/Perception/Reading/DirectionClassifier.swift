/// Tells whether a line of text stands on its head (PP-OCR direction network).
struct DirectionClassifier {
    static let modelName = "ch_ppocr_mobile_v2.0_cls_infer.onnx"
    private static let width = 192
    private static let height = 48

    private let network: Network

    init(_ network: Network) { self.network = network }

    /// Probability that the text in a quadrilateral is upside down, 0…1.
    func upsideDown(_ quad: Quadrilateral, in picture: Picture) throws(InferenceFailure) -> Double {
        let natural = quad.height > 0 ? quad.width / quad.height * Double(Self.height) : 1
        let width = max(1, min(Self.width, Int(natural.isFinite ? natural.rounded(.up) : 1)))
        let crop = picture.cropped(quad, width: width, height: Self.height)
        let output = try network.run(Tensor(crop, paddedWidth: Self.width)).floats
        guard output.count == 2 else { throw .cannotRun("the direction network gave \(output.count) numbers") }
        return Double(output[1])
    }
}
