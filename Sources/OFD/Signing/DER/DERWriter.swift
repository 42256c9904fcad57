import Foundation

/// Puts DER together, inside out: every function gives the finished bytes of one value.
enum DERWriter {
    static func value(_ tag: DERTag, _ content: [UInt8]) -> [UInt8] {
        var length = [UInt8(truncatingIfNeeded: content.count)]
        if content.count >= 0x80 {
            var digits: [UInt8] = []
            var rest = content.count
            while rest > 0 {
                digits.insert(UInt8(rest & 0xFF), at: 0)
                rest >>= 8
            }
            length = [0x80 | UInt8(digits.count)] + digits
        }
        return [tag.rawValue] + length + content
    }

    static func sequence(_ fields: [UInt8]...) -> [UInt8] { value(.sequence, fields.flatMap { $0 }) }

    static func list(_ fields: [[UInt8]]) -> [UInt8] { value(.sequence, fields.flatMap { $0 }) }

    static func integer(_ number: Int) -> [UInt8] {
        unsigned(withUnsafeBytes(of: number.magnitude.bigEndian) { Array($0) })
    }

    /// A positive integer of any length, most significant byte first.
    static func unsigned(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array(bytes.drop { $0 == 0 })
        return value(.integer, (digits.first ?? 0x80) >= 0x80 ? [0] + digits : digits)
    }

    static func octets(_ bytes: [UInt8]) -> [UInt8] { value(.octets, bytes) }

    static func bits(_ bytes: [UInt8]) -> [UInt8] { value(.bits, [0] + bytes) }

    static func ia5(_ text: String) -> [UInt8] { value(.ia5, Array(text.utf8)) }

    static func utf8(_ text: String) -> [UInt8] { value(.utf8, Array(text.utf8)) }

    static func time(_ date: Date) -> [UInt8] { value(.generalizedTime, Array(DERTime.text(date).utf8)) }

    static func identifier(_ dotted: String) throws(SigningFailure) -> [UInt8] {
        value(.identifier, try DERIdentifier.bytes(dotted))
    }
}
