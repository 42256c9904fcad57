/// A rectangle in millimetres (ST_Box); a straight line's may have no height.
public struct ObjectBox: Sendable, Equatable {
    public let x: Double
    public let y: Double
    public let width: Double
    public let height: Double

    /// Reads `x y width height`; `nil` for anything but four finite numbers.
    init?(_ text: String?) {
        guard let numbers = NumberList.read(text), numbers.count == 4 else { return nil }
        (x, y, width, height) = (numbers[0], numbers[1], numbers[2], numbers[3])
    }

    init(x: Double, y: Double, width: Double, height: Double) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }
}

/// An affine mapping (CTM): x' = a·x + c·y + e, y' = b·x + d·y + f.
public struct AffineMatrix: Sendable, Equatable {
    public let a, b, c, d, e, f: Double

    /// Reads `a b c d e f`; `nil` for anything but six finite numbers.
    init?(_ text: String?) {
        guard let numbers = NumberList.read(text), numbers.count == 6 else { return nil }
        (a, b, c, d, e, f) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    }
}

/// Numbers between blanks.
enum NumberList {
    private static let magnitudeMax = 1_000_000.0

    /// `nil` where something is no number, or none that a page can use.
    static func read(_ text: String?) -> [Double]? {
        guard let text else { return nil }
        var numbers: [Double] = []
        for part in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            guard let number = Double(part), number.isFinite, abs(number) <= magnitudeMax else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    /// Distances between characters (section 11.3): numbers, and `g COUNT VALUE` for repetitions.
    ///
    /// - Parameter countMax: more than there are characters are not needed.
    static func deltas(_ text: String?, countMax: Int) -> [Double] {
        guard let text else { return [] }
        let parts = text.split(whereSeparator: \.isWhitespace)
        var values: [Double] = []
        var at = 0
        while at < parts.count, values.count < countMax {
            if parts[at] == "g", at + 2 < parts.count, let count = Int(parts[at + 1]), let value = finite(parts[at + 2])
            {
                values += Array(repeating: value, count: min(max(0, count), countMax - values.count))
                at += 3
            } else {
                values.append(finite(parts[at]) ?? 0)
                at += 1
            }
        }
        return values
    }

    private static func finite(_ text: Substring) -> Double? {
        Double(text).flatMap { $0.isFinite && abs($0) <= magnitudeMax ? $0 : nil }
    }
}
