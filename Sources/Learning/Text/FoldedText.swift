import Foundation

/// A text reduced to what carries meaning for recognition: lower case, half width, no invisible characters.
///
/// Texts that Unicode calls equivalent fold to the same scalars, so a model does not care how a keyboard spells "é".
struct FoldedText {
    /// Longer texts are cut here: intent shows early, and time per text stays bounded.
    static let scalarsMax = 10_000

    private(set) var scalars: [UInt32] = []

    init(_ text: String) {
        let isPlain = text.unicodeScalars.allSatisfy { Self.isUnchangedByNormalisation($0.value) }
        let normal = isPlain ? text : text.precomposedStringWithCompatibilityMapping
        scalars.reserveCapacity(min(normal.utf8.count, Self.scalarsMax))
        for scalar in normal.unicodeScalars {
            guard scalars.count < Self.scalarsMax else { break }
            append(scalar)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A: scalars.append(scalar.value + 0x20)
        case 0...0x7F, 0x3001...0x9FFF: scalars.append(scalar.value)
        case 0x3000: scalars.append(0x20)
        // Full-width forms carry the ASCII set 0xFEE0 higher.
        case 0xFF21...0xFF3A: scalars.append(scalar.value - 0xFEE0 + 0x20)
        case 0xFF01...0xFF5E: scalars.append(scalar.value - 0xFEE0)
        case 0x2018, 0x2019: scalars.append(0x27)
        default:
            guard !scalar.properties.isDefaultIgnorableCodePoint else { return }
            scalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars.map(\.value))
        }
    }

    /// ASCII, basic Han, its commonest punctuation, and the full-width forms `append` folds itself.
    private static func isUnchangedByNormalisation(_ value: UInt32) -> Bool {
        switch value {
        case 0...0x7F, 0x3000...0x3002, 0x3008...0x3011, 0x4E00...0x9FFF, 0xFF01...0xFF5E: true
        default: false
        }
    }
}
