/// Object identifiers between their dotted text and their bytes.
enum DERIdentifier {
    static let bytesMax = 64

    static func dotted(_ bytes: [UInt8]) throws(SigningFailure) -> String {
        guard let last = bytes.last, last < 0x80, bytes.count <= bytesMax else { throw .der("an object identifier") }
        var arcs: [UInt64] = []
        var arc: UInt64 = 0
        var isFirst = true
        for byte in bytes {
            guard arc < 1 << 56, !(isFirst && byte == 0x80) else { throw .der("an object identifier") }
            arc = arc << 7 | UInt64(byte & 0x7F)
            isFirst = byte < 0x80
            if isFirst {
                arcs.append(arc)
                arc = 0
            }
        }
        let root = min(arcs[0] / 40, 2)
        return ([root, arcs[0] - root * 40] + arcs.dropFirst()).map(String.init).joined(separator: ".")
    }

    /// The content bytes of an identifier such as `1.2.156.10197.1.501`.
    static func bytes(_ dotted: String) throws(SigningFailure) -> [UInt8] {
        let arcs = dotted.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt64($0) }
        guard arcs.count >= 2, arcs.count == dotted.split(separator: ".", omittingEmptySubsequences: false).count,
            arcs[0] <= 2, arcs[0] == 2 || arcs[1] < 40, arcs.allSatisfy({ $0 < 1 << 56 })
        else { throw .der("\(dotted) is not an object identifier") }
        return ([arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2)).flatMap { arc in
            var digits = [UInt8(arc & 0x7F)]
            var rest = arc >> 7
            while rest > 0 {
                digits.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
                rest >>= 7
            }
            return digits
        }
    }
}
