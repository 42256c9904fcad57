import Foundation

/// An archive's bytes, with little-endian numbers in them.
struct ZipBytes {
    private let bytes: Data
    private let first: Int

    init(_ data: Data) {
        bytes = data
        first = data.startIndex
    }

    var count: Int { bytes.count }

    /// Two bytes as a number. The caller has made sure that they are there.
    func short(_ place: Int) -> Int { Int(bytes[first + place]) | Int(bytes[first + place + 1]) << 8 }

    /// Four bytes as a number. The caller has made sure that they are there.
    func long(_ place: Int) -> Int { short(place) | short(place + 2) << 16 }

    /// Bytes without a copy.
    func slice(_ range: Range<Int>) -> Data { bytes[first + range.lowerBound..<first + range.upperBound] }
}
