/// A rectangle on a page in millimetres, from the top left corner (ST_Box of GB/T 33190).
public struct StampBox: Sendable, Equatable, Encodable {
    /// From the left edge.
    public var x: Double
    /// From the top edge.
    public var y: Double
    /// Above zero.
    public var width: Double
    /// Above zero.
    public var height: Double

    /// A rectangle of these measures.
    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// Reads `x y width height`; `nil` unless these are four finite numbers with a size above zero.
    public init?(_ text: String) {
        let numbers = text.split(whereSeparator: \.isWhitespace).map { Double($0) ?? .nan }
        guard numbers.count == 4 else { return nil }
        self.init(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
        guard isMeasured else { return nil }
    }

    /// Whether these are finite numbers below 100 m with a size above zero.
    var isMeasured: Bool {
        [x, y, width, height].allSatisfy { $0.isFinite && abs($0) < 100_000 } && width > 0 && height > 0
    }

    /// `x y width height`, with two decimals where there are any.
    var text: String { [x, y, width, height].map(Self.short).joined(separator: " ") }

    /// The point in the middle.
    var middle: (x: Double, y: Double) { (x + width / 2, y + height / 2) }

    /// A rectangle of another size with the same middle.
    func centred(width: Double, height: Double) -> StampBox {
        StampBox(x: middle.x - width / 2, y: middle.y - height / 2, width: width, height: height)
    }

    /// Whether a point is inside or on the edge.
    func holds(_ point: (x: Double, y: Double)) -> Bool {
        (x...x + width).contains(point.x) && (y...y + height).contains(point.y)
    }

    /// Whether it lies wholly on a sheet of paper, but for the hundredths that a file's numbers are rounded to.
    func lies(on paper: ObjectBox) -> Bool {
        let rounding = 0.01
        return x >= paper.x - rounding && x + width <= paper.x + paper.width + rounding
            && y >= paper.y - rounding && y + height <= paper.y + paper.height + rounding
    }

    private static func short(_ value: Double) -> String {
        let hundredths = (value * 100).rounded()
        let whole = Int(abs(hundredths)) / 100, rest = Int(abs(hundredths)) % 100
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole)." + (rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)")
    }
}
