import Foundation

/// The fields of a SEQUENCE, taken one after another in the order of its definition.
struct DERFields {
    private var rest: ArraySlice<UInt8>

    /// The fields of a value with this tag.
    init(_ value: DERValue, tag: DERTag = .sequence) throws(SigningFailure) {
        guard value.tag == tag.rawValue else { throw .der("expected \(tag.name), found tag \(value.tag)") }
        rest = value.content
    }

    /// The fields of the only SEQUENCE in the bytes.
    init(_ bytes: [UInt8]) throws(SigningFailure) { try self.init(DERValue.only(bytes[...])) }

    /// Whether all fields have been taken.
    var isEmpty: Bool { rest.isEmpty }

    /// The tag of the next field.
    var nextTag: DERTag? { rest.first.flatMap(DERTag.init) }

    /// Throws when a field is left that the definition does not know.
    func end() throws(SigningFailure) {
        guard rest.isEmpty else { throw .der("more fields than expected") }
    }

    /// The next field, whatever it is.
    mutating func any() throws(SigningFailure) -> DERValue { try DERValue.first(of: &rest) }

    /// The next field, which must have this tag.
    mutating func value(_ tag: DERTag) throws(SigningFailure) -> DERValue {
        let value = try any()
        guard value.tag == tag.rawValue else { throw .der("expected \(tag.name), found tag \(value.tag)") }
        return value
    }

    /// The next field, if it has this tag.
    mutating func optional(_ tag: DERTag) throws(SigningFailure) -> DERValue? {
        nextTag == tag ? try any() : nil
    }

    mutating func sequence() throws(SigningFailure) -> DERFields { try DERFields(value(.sequence)) }

    /// A whole number that fits: versions, types, millimetres.
    mutating func integer() throws(SigningFailure) -> Int {
        let content = try value(.integer).requireInteger()
        guard content.count <= 4, let first = content.first else { throw .der("an integer of \(content.count) bytes") }
        return content.dropFirst().reduce(Int(Int8(bitPattern: first))) { $0 << 8 | Int($1) }
    }

    mutating func octets() throws(SigningFailure) -> [UInt8] { Array(try value(.octets).content) }

    /// A bit string of whole bytes.
    mutating func bits() throws(SigningFailure) -> [UInt8] {
        let content = try value(.bits).content
        guard content.first == 0 else { throw .der("a bit string that is not of whole bytes") }
        return Array(content.dropFirst())
    }

    mutating func text(_ tag: DERTag) throws(SigningFailure) -> String {
        guard let text = String(validating: try value(tag).content, as: UTF8.self) else { throw .der("broken text") }
        return text
    }

    /// An object identifier in dots.
    mutating func identifier() throws(SigningFailure) -> String {
        try DERIdentifier.dotted(Array(value(.identifier).content))
    }

    /// A moment: GeneralizedTime or, in old seals, UTCTime.
    mutating func time() throws(SigningFailure) -> Date {
        let value = try any()
        let text = String(decoding: value.content, as: UTF8.self)
        let moment =
            switch DERTag(rawValue: value.tag) {
            case .generalizedTime: DERTime.generalized(text)
            case .utcTime: DERTime.utc(text)
            default: Date?.none
            }
        guard let moment else { throw .der("expected a time, found tag \(value.tag)") }
        return moment
    }
}
