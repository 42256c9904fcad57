import Foundation

/// A plain round seal, a ring around a five-pointed star, as PNG with two colours: for test identities.
public enum SealPicture {
    static let sideDots = 200
    /// Cinnabar.
    static let ink: [UInt8] = [0xC8, 0x10, 0x2E]

    /// The picture of a seal of this diameter in millimetres.
    public static func round(millimetres: Int = 40) -> ElectronicSeal.Picture {
        ElectronicSeal.Picture(format: "PNG", data: png(), width: millimetres, height: millimetres)
    }

    /// Bit depth 1 with a palette: the background is transparent (PNG, ISO 15948).
    private static func png() -> [UInt8] {
        let header = number(sideDots) + number(sideDots) + [1, 3, 0, 0, 0]
        var rows: [UInt8] = []
        for y in 0..<sideDots {
            rows.append(0)
            for start in stride(from: 0, to: sideDots, by: 8) {
                rows.append((0..<8).reduce(0) { $0 << 1 | (isInked(start + $1, y) ? 1 : 0) })
            }
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
            + chunk("PLTE", [255, 255, 255] + ink) + chunk("tRNS", [0, 255]) + chunk("IDAT", zlib(rows))
            + chunk("IEND", [])
    }

    private static func isInked(_ column: Int, _ row: Int) -> Bool {
        guard column < sideDots else { return false }
        let middle = Double(sideDots) / 2
        let (x, y) = (Double(column) + 0.5 - middle, Double(row) + 0.5 - middle)
        let distance = (x * x + y * y).squareRoot() / middle
        return (0.90...0.98).contains(distance) || isInStar(x / middle / 0.5, y / middle / 0.5)
    }

    /// A pentagram with one point up and radius 1 is where at least four of its five lines leave a point inside.
    private static func isInStar(_ x: Double, _ y: Double) -> Bool {
        let inner = cos(2 * Double.pi / 5)
        let insides = (0..<5).count { corner in
            let angle = -Double.pi / 2 + Double(corner) * 2 * Double.pi / 5
            return x * cos(angle) + y * sin(angle) <= inner
        }
        return insides >= 4
    }

    /// A zlib stream of stored blocks (RFC 1950, 1951).
    private static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var rest = bytes[...]
        while !rest.isEmpty {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let count = UInt16(block.count)
            stream += [rest.isEmpty ? 1 : 0, UInt8(count & 255), UInt8(count >> 8)]
            stream += [UInt8(~count & 255), UInt8(~count >> 8)] + block
        }
        let (low, high) = bytes.reduce((UInt32(1), UInt32(0))) { sums, byte in
            let low = (sums.0 + UInt32(byte)) % 65_521
            return (low, (sums.1 + low) % 65_521)
        }
        return stream + number(Int(high << 16 | low))
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        var checksum: UInt32 = .max
        for byte in named {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return number(content.count) + named + number(Int(~checksum))
    }

    private static func number(_ value: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: value).bigEndian) { Array($0) }
    }
}
