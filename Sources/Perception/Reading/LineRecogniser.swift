import Foundation

/// Reads one line of text (PP-OCRv4 recognition, 6,623 characters and the space).
struct LineRecogniser {
    static let modelName = "ch_PP-OCRv4_rec_infer.onnx"
    private static let height = 48
    /// Lines are padded to multiples of this, so that the runtime sees few different widths.
    private static let widthMultiple = 64
    private static let widthMin = 320
    /// About 130 characters; anything longer is squeezed.
    private static let widthMax = 3_200

    /// How a line is cut out of the picture. Two looks that agree are better evidence than one sure look.
    struct Look: Sendable, Equatable {
        /// Margins in the direction of the text and across it, shares of the line's height.
        var along = 0.0
        var across = 0.0
        /// Letters made wider (above 1) or narrower.
        var stretch = 1.0

        static let plain = Look()
        static let wider = Look(along: 0.03, across: 0.06, stretch: 1.1)
        static let tighter = Look(along: 0, across: -0.04, stretch: 0.94)
    }

    private let network: Network
    private let decoding: CTCDecoding

    /// - Parameter file: the network's file, which carries its characters.
    init(_ network: Network, file: URL) throws(InferenceFailure) {
        guard let bytes = try? Data(contentsOf: file, options: .mappedIfSafe) else {
            throw .badModel(file: file.lastPathComponent, reason: "it cannot be read")
        }
        guard let characters = try ModelMetadata(bytes).notes["character"] else {
            throw .badModel(file: file.lastPathComponent, reason: "it carries no characters")
        }
        self.network = network
        decoding = CTCDecoding(characters: Self.lines(characters) + [" "])
    }

    /// Lines of the character list; some of its entries are spaces of other widths, which must stay.
    static func lines(_ list: String) -> [String] {
        // Not whatever Unicode calls a new line: such a character may itself stand in the list.
        var lines = list.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines.map { $0.hasSuffix("\r") ? String($0.dropLast()) : $0 }
    }

    func read(
        _ quad: Quadrilateral, in picture: Picture, look: Look = .plain
    ) throws(InferenceFailure) -> [ReadCharacter] {
        let quad = quad.padded(along: look.along, across: look.across)
        let natural = quad.height > 0 ? quad.width / quad.height * Double(Self.height) * look.stretch : 1
        let width = max(8, min(Self.widthMax, natural.isFinite ? Int(natural.rounded(.up)) : 8))
        let padded = max(Self.widthMin, (width + Self.widthMultiple - 1) / Self.widthMultiple * Self.widthMultiple)
        let crop = picture.cropped(quad, width: width, height: Self.height)
        let output = try network.run(Tensor(crop, paddedWidth: padded))
        guard output.shape.last == decoding.classes else {
            throw .cannotRun("the network knows \(output.shape.last ?? 0) characters, its list \(decoding.classes)")
        }
        return decoding.decode(
            output.floats, usedShare: Double(width) / Double(padded),
            lineWidth: quad.height > 0 ? quad.width / quad.height : nil)
    }
}
