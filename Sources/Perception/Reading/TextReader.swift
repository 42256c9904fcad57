import Foundation

/// Reads pictures of text: detection, direction, recognition, reading order.
///
/// Chinese and English print, digits and punctuation. Safe to use from several threads; pictures are then read one
/// network at a time. About 200 MB of memory; the first picture of a size is slower than the next.
public final class TextReader: Sendable {
    /// Pictures are reduced to this side: no letter that can be read gets lost, and time stays bounded.
    static let workingSideMax = 2_600
    /// Lines below this mean confidence are more likely pattern than text.
    private static let lineConfidenceMin = 0.5

    private let detector: TextDetector
    private let direction: DirectionClassifier
    private let recogniser: LineRecogniser

    /// Loads the three networks of an installation.
    ///
    /// - Parameter threads: how many threads one network may use, 1 or more.
    public init(_ folder: PerceptionFolder, threads: Int = 2) throws(InferenceFailure) {
        let runtime = try InferenceRuntime(folder)
        func load(_ name: String) throws(InferenceFailure) -> Network {
            try runtime.load(folder.model(name), threads: threads)
        }
        detector = TextDetector(try load(TextDetector.modelName))
        direction = DirectionClassifier(try load(DirectionClassifier.modelName))
        recogniser = try LineRecogniser(
            try load(LineRecogniser.modelName), file: folder.model(LineRecogniser.modelName))
    }

    /// All lines of a picture in reading order.
    public func read(_ picture: Picture) throws(InferenceFailure) -> TextPage { try scan(picture).page }

    /// The page, and the upright picture its lines lie in.
    func scan(_ picture: Picture) throws(InferenceFailure) -> PageScan {
        var (upright, quads, turns) = try layOut(picture.fitted(longerSide: Self.workingSideMax))
        var flips: [Bool] = []
        for quad in quads { flips.append(try direction.upsideDown(quad, in: upright) > 0.5) }
        let isHalfTurned = Self.isHalfTurned(quads, flips)
        if isHalfTurned {
            upright = upright.turned(quarters: 2)
            let corner = Point(Double(upright.width), Double(upright.height))
            // The half turn of the picture also turns each line: its first corner stays its first.
            quads = quads.map { $0.map { corner - $0 }.upsideDown }
            turns += 2
        }
        var lines: [TextLine] = []
        for quad in quads {
            let line = TextLine(try recogniser.read(quad, in: upright), place: quad)
            if line.confidence >= Self.lineConfidenceMin { lines.append(line) }
        }
        let page = TextPage(
            lines: ReadingOrder.sort(lines), quarterTurns: turns % 4, width: upright.width, height: upright.height)
        return PageScan(page: page, picture: upright)
    }

    /// Reads the place of a line together with what stands right behind it.
    func readOn(_ line: TextLine, in scan: PageScan, byHeights heights: Double) throws(InferenceFailure) -> TextLine {
        let place = line.place.extended(byHeights: heights)
        return TextLine(try recogniser.read(place, in: scan.picture), place: place)
    }

    func regions(_ picture: Picture) throws(InferenceFailure) -> [RotatedRectangle] {
        try detector.detect(picture).map(\.rectangle)
    }

    /// Reads one line again, cut out a little differently.
    func readAgain(
        _ line: TextLine, in scan: PageScan, look: LineRecogniser.Look
    ) throws(InferenceFailure) -> TextLine {
        TextLine(try recogniser.read(line.place, in: scan.picture, look: look), place: line.place)
    }
}

/// A page with the picture it was read from.
struct PageScan {
    let page: TextPage
    let picture: Picture
}
