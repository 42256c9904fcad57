public import Foundation

extension Picture {
    /// Decodes a JPEG, PNG or still WebP picture and turns it upright as its EXIF note says.
    ///
    /// The header is read first: a picture beyond the limits is refused before any pixel is decoded. Transparent
    /// parts become white under dark ink and black under light ink.
    ///
    /// - Parameter longerSideWanted: JPEG pictures more than twice as large are decoded at ½, ¼ or ⅛ of their size.
    public init(
        decoding bytes: Data, limits: PictureLimits = .init(), longerSideWanted: Int = 4_000
    ) throws(PictureFailure) {
        try limits.check(bytes: bytes.count)
        let format = try PictureFormat(bytes)
        let decoded =
            switch format {
            case .jpeg: try JPEGDecoding.decode(bytes, limits: limits, longerSideWanted: longerSideWanted)
            case .png: try PNGDecoding.decode(bytes, limits: limits)
            case .webp: try WebPDecoding.decode(bytes, limits: limits)
            }
        self = decoded.upright(ExifOrientation.find(in: bytes, format: format))
    }

    /// Decodes a file; one beyond the limit of bytes is refused without being read.
    public init(contentsOf file: URL, limits: PictureLimits = .init()) throws(PictureFailure) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        if let size = attributes?[.size] as? Int { try limits.check(bytes: size) }
        guard let bytes = try? Data(contentsOf: file) else { throw .unreadable(file.lastPathComponent) }
        try self.init(decoding: bytes, limits: limits)
    }
}

extension Picture {
    /// Pixels with transparency, red, green, blue, alpha, laid on paper.
    init(laying rgba: [UInt8], width: Int, height: Int) {
        var ink = 0.0
        var weight = 0.0
        var isOpaque = true
        for start in stride(from: 0, to: rgba.count, by: 4) {
            let alpha = Double(rgba[start + 3])
            if alpha < 255 { isOpaque = false }
            ink += alpha * (Double(rgba[start]) + Double(rgba[start + 1]) + Double(rgba[start + 2])) / 3
            weight += alpha
        }
        let paper = !isOpaque && weight > 0 && ink / weight > 127 ? 0 : 255
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for pixel in 0..<(width * height) {
            let alpha = Int(rgba[pixel * 4 + 3])
            for channel in 0..<3 {
                pixels[pixel * 3 + channel] = UInt8(
                    (Int(rgba[pixel * 4 + channel]) * alpha + paper * (255 - alpha)) / 255)
            }
        }
        self.init(unchecked: pixels, width: width, height: height)
    }
}
