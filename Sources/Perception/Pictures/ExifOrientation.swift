import Foundation

/// How a camera was held: the EXIF orientation tag (0x0112), found in JPEG, PNG and WebP files.
enum ExifOrientation: Int {
    case upright = 1
    case mirrored, halfTurn, halfTurnMirrored, transposed, quarterTurn, transversed, threeQuarterTurn

    private static let orientationTag = 0x0112
    private static let segmentsMax = 1_000
    private static let entriesMax = 1_000

    /// The orientation a file notes; upright when it notes none, or something that cannot be read.
    static func find(in bytes: Data, format: PictureFormat) -> ExifOrientation {
        let file = ByteView(bytes)
        let note =
            switch format {
            case .jpeg: jpegNote(file)
            case .png: chunk(file, from: 8, named: "eXIf", isPNG: true)
            case .webp: chunk(file, from: 12, named: "EXIF", isPNG: false)
            }
        return note.flatMap(orientation) ?? .upright
    }

    /// The TIFF part of the first APP1 segment that begins with "Exif".
    private static func jpegNote(_ file: ByteView) -> ByteView? {
        var position = 2
        for _ in 0..<segmentsMax {
            guard let marker = file.number(at: position, bytes: 2, bigEndian: true), marker >= 0xFFC0,
                let length = file.number(at: position + 2, bytes: 2, bigEndian: true), length >= 2, marker != 0xFFDA
            else { return nil }
            let content = file.part(position + 4, length - 2)
            if marker == 0xFFE1, let content, content.starts(with: Array("Exif\0\0".utf8)) {
                return content.part(6, content.count - 6)
            }
            position += 2 + length
        }
        return nil
    }

    /// The content of a named chunk: PNG has length, name, content, checksum; RIFF has name, length, padded content.
    private static func chunk(_ file: ByteView, from start: Int, named name: String, isPNG: Bool) -> ByteView? {
        var position = start
        for _ in 0..<segmentsMax {
            let lengthAt = isPNG ? position : position + 4
            let nameAt = isPNG ? position + 4 : position
            guard let length = file.number(at: lengthAt, bytes: 4, bigEndian: isPNG),
                let found = file.part(nameAt, 4)
            else { return nil }
            if found.starts(with: Array(name.utf8)) {
                let content = file.part(position + 8, length)
                return content?.starts(with: Array("Exif\0\0".utf8)) == true ? content?.part(6, length - 6) : content
            }
            position += isPNG ? 12 + length : 8 + length + length % 2
        }
        return nil
    }

    /// Looks the tag up in the first directory of a TIFF structure (TIFF 6.0, section 2).
    private static func orientation(_ tiff: ByteView) -> ExifOrientation? {
        let isBig = tiff.starts(with: Array("MM".utf8))
        guard isBig || tiff.starts(with: Array("II".utf8)),
            let directory = tiff.number(at: 4, bytes: 4, bigEndian: isBig),
            let entries = tiff.number(at: directory, bytes: 2, bigEndian: isBig)
        else { return nil }
        for entry in 0..<min(entries, entriesMax) {
            let at = directory + 2 + entry * 12
            guard let tag = tiff.number(at: at, bytes: 2, bigEndian: isBig) else { return nil }
            guard tag == orientationTag else { continue }
            return tiff.number(at: at + 8, bytes: 2, bigEndian: isBig).flatMap(ExifOrientation.init)
        }
        return nil
    }
}

/// A look into bytes that never leaves them.
struct ByteView {
    private let bytes: Data

    init(_ bytes: Data) { self.bytes = bytes }

    var count: Int { bytes.count }

    func number(at offset: Int, bytes size: Int, bigEndian: Bool) -> Int? {
        guard let field = part(offset, size) else { return nil }
        let ordered = bigEndian ? Array(field.bytes) : field.bytes.reversed()
        return ordered.reduce(0) { $0 << 8 | Int($1) }
    }

    func part(_ offset: Int, _ length: Int) -> ByteView? {
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return nil }
        let start = bytes.startIndex + offset
        return ByteView(bytes[start..<(start + length)])
    }

    func starts(with signature: [UInt8]) -> Bool { bytes.starts(with: signature) }
}
