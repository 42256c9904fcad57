public import Foundation

/// A picture on a line of its own.
public struct FlowPicture: Sendable, Equatable {
    /// The file.
    public var content: PictureFile
    /// In millimetres; the height follows from the picture.
    public var width: Double
    public var alignment: Paragraph.Alignment

    /// - Parameter width: in millimetres; more than the column has becomes the column's width.
    public init(_ content: PictureFile, width: Double, alignment: Paragraph.Alignment = .center) {
        self.content = content
        self.width = width
        self.alignment = alignment
    }

    func slab(width columnWidth: Double, pageHeight: Double) -> Slab {
        var width = min(width, columnWidth)
        var height = width * Double(content.pixelsHigh) / Double(content.pixelsWide)
        if height > pageHeight { (width, height) = (width * pageHeight / height, pageHeight) }
        let free = columnWidth - width
        let x =
            switch alignment {
            case .left, .justified: 0.0
            case .center: free / 2
            case .right: free
            }
        var slab = Slab(height: height)
        slab.before = 1.6
        slab.items = [.picture(x: x, y: 0, width: width, height: height, content: content)]
        return slab
    }
}

/// A picture as a file: PNG or JPEG, what every OFD reader shows.
public struct PictureFile: Sendable, Equatable {
    /// How the file is written.
    public enum Format: String, Sendable {
        case png = "PNG"
        case jpeg = "JPEG"
    }

    /// The file's bytes.
    public let bytes: Data
    public let format: Format
    public let pixelsWide: Int
    public let pixelsHigh: Int

    private static let bytesMax = 16 << 20
    private static let pixelsMax = 20_000

    /// Looks at a file's head; the pixels are left as they are.
    ///
    /// - Throws: `LayoutRefusal.picture`.
    public init(_ bytes: Data) throws(LayoutRefusal) {
        guard bytes.count <= Self.bytesMax else { throw .picture("it has more than \(Self.bytesMax) bytes") }
        let head = [UInt8](bytes)
        if let size = Self.sizePNG(head) {
            (format, pixelsWide, pixelsHigh) = (.png, size.wide, size.high)
        } else if let size = Self.sizeJPEG(head) {
            (format, pixelsWide, pixelsHigh) = (.jpeg, size.wide, size.high)
        } else {
            throw .picture("it is neither PNG nor JPEG")
        }
        guard (1...Self.pixelsMax).contains(pixelsWide), (1...Self.pixelsMax).contains(pixelsHigh) else {
            throw .picture("it measures \(pixelsWide) × \(pixelsHigh)")
        }
        self.bytes = bytes
    }

    /// The image header (PNG, 11.2.2).
    private static func sizePNG(_ bytes: [UInt8]) -> (wide: Int, high: Int)? {
        guard bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
            return nil
        }
        return (number(bytes[16..<20]), number(bytes[20..<24]))
    }

    /// The first frame header (ITU-T T.81, B.2.2).
    private static func sizeJPEG(_ bytes: [UInt8]) -> (wide: Int, high: Int)? {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var at = 2
        while at + 9 < bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame { return (number(bytes[(at + 7)..<(at + 9)]), number(bytes[(at + 5)..<(at + 7)])) }
            at += 2 + max(2, number(bytes[(at + 2)..<(at + 4)]))
        }
        return nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
