import Glibc
import NIOCore

/// The ids of one run's messages: the run's own mark, and the message's number in the last twelve digits of a UUID.
struct Numbering {
    /// What a frame about one of our messages is.
    enum Kind { case acknowledged, feed, other }

    private let mark: [UInt8]
    private let prefix: String

    init(run: UInt32 = .random(in: 0...UInt32.max)) {
        prefix = Self.hex(UInt64(run), digits: 8) + "-0000-4000-8000-"
        mark = Array(prefix.utf8)
    }

    func id(of number: Int) -> String { prefix + Self.hex(UInt64(number), digits: 12) }

    /// The number of our message that a frame names; `nil` when it names none.
    func number(in text: ByteBuffer) -> Int? {
        text.withUnsafeReadableBytes { bytes -> Int? in
            guard let end = endOfMark(in: bytes), end + 12 <= bytes.count else { return nil }
            var number = 0
            for byte in bytes[end..<end + 12] {
                switch byte {
                case 0x30...0x39: number = number << 4 | Int(byte - 0x30)
                case 0x61...0x66: number = number << 4 | Int(byte - 0x61 + 10)
                default: return nil
                }
            }
            return number
        }
    }

    /// Looks at dashes only: hexadecimal digits are everywhere.
    private func endOfMark(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.baseAddress else { return nil }
        var from = 8
        while from < bytes.count, let dash = memchr(start + from, 0x2D, bytes.count - from) {
            let place = start.distance(to: UnsafeRawPointer(dash))
            if place - 8 + mark.count <= bytes.count, memcmp(start + place - 8, mark, mark.count) == 0 {
                return place - 8 + mark.count
            }
            from = place + 1
        }
        return nil
    }

    /// By the first letter of the type: every frame begins with `{"type":"`.
    static func kind(of text: ByteBuffer) -> Kind {
        switch text.getInteger(at: text.readerIndex + 9, as: UInt8.self) {
        case UInt8(ascii: "a"): .acknowledged
        case UInt8(ascii: "f"): .feed
        default: .other
        }
    }

    private static func hex(_ number: UInt64, digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
