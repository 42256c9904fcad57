import Foundation

/// File formats, told by their first bytes and never by their name.
enum PictureFormat {
    case jpeg, png, webp

    init(_ bytes: Data) throws(PictureFailure) {
        func starts(_ signature: [UInt8], at offset: Int = 0) -> Bool {
            bytes.dropFirst(offset).prefix(signature.count).elementsEqual(signature)
        }
        if starts([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if starts([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if starts(Array("RIFF".utf8)), starts(Array("WEBP".utf8), at: 8) {
            self = .webp
        } else if let name = Self.refused.first(where: { starts($0.signature, at: $0.offset) })?.name {
            throw .unsupported(name)
        } else {
            throw .unknownFormat
        }
    }

    private static let refused: [(name: String, signature: [UInt8], offset: Int)] = [
        ("BMP", Array("BM".utf8), 0), ("GIF", Array("GIF8".utf8), 0), ("TIFF", [0x49, 0x49, 0x2A, 0x00], 0),
        ("TIFF", [0x4D, 0x4D, 0x00, 0x2A], 0), ("HEIC", Array("ftyphei".utf8), 4), ("HEIC", Array("ftypmif1".utf8), 4),
        ("AVIF", Array("ftypavif".utf8), 4), ("PDF", Array("%PDF".utf8), 0),
    ]
}
