/// A decoded picture: rows from the top, each pixel red, green, blue in 0…255.
public struct Picture: Sendable, Equatable {
    /// Size in pixels, both at least 1.
    public let width, height: Int
    /// `width * height * 3` values.
    public internal(set) var pixels: [UInt8]

    /// A picture from its pixels; `nil` when their number is not `width * height * 3`, or a side is not positive.
    public init?(width: Int, height: Int, pixels: [UInt8]) {
        guard width > 0, height > 0, pixels.count == width * height * 3 else { return nil }
        self.init(unchecked: pixels, width: width, height: height)
    }

    init(unchecked pixels: [UInt8], width: Int, height: Int) {
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// A picture of one colour.
    public static func filled(width: Int, height: Int, with grey: UInt8) -> Picture {
        Picture(
            unchecked: [UInt8](repeating: grey, count: max(1, width) * max(1, height) * 3), width: max(1, width),
            height: max(1, height))
    }

    /// The larger of width and height, pixels.
    public var longerSide: Int { max(width, height) }
}
