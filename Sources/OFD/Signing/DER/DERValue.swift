/// One value of DER (ITU-T X.690): its tag and content, and the bytes exactly as they came.
///
/// A slice of what was received, so that digests are taken over received bytes and never over a second encoding.
struct DERValue: Sendable {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    /// Tag, length and content.
    let encoded: ArraySlice<UInt8>

    /// Takes the first value off the bytes.
    ///
    /// Lengths must be definite and as short as possible, tags have one byte; all else is not DER, or not ours.
    static func first(of bytes: inout ArraySlice<UInt8>) throws(SigningFailure) -> DERValue {
        let start = bytes
        guard let tag = bytes.popFirst(), let lead = bytes.popFirst() else { throw .der("it ends too early") }
        guard tag & 0x1F != 0x1F else { throw .der("a tag of more than one byte") }
        var count = Int(lead)
        if lead >= 0x80 {
            let digits = Int(lead & 0x7F)
            guard (1...4).contains(digits), bytes.count >= digits else { throw .der("a length that is not definite") }
            count = bytes.prefix(digits).reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(digits)
            guard count >= 0x80, digits == 1 || count >> (8 * (digits - 1)) > 0 else {
                throw .der("a length that could be shorter")
            }
        }
        guard bytes.count >= count else { throw .der("it ends too early") }
        let content = bytes.prefix(count)
        bytes = bytes.dropFirst(count)
        return DERValue(tag: tag, content: content, encoded: start[start.startIndex..<bytes.startIndex])
    }

    /// The only value of the bytes; anything behind it is refused.
    static func only(_ bytes: ArraySlice<UInt8>) throws(SigningFailure) -> DERValue {
        var rest = bytes
        let value = try first(of: &rest)
        guard rest.isEmpty else { throw .der("\(rest.count) bytes too many") }
        return value
    }

    /// Whether the tag says that the content is values again.
    var isConstructed: Bool { tag & 0x20 != 0 }

    /// Checks lengths and simple values all the way down, for parts that nobody reads field by field.
    func requireStrict(depthMax: Int = 32) throws(SigningFailure) {
        guard depthMax > 0 else { throw .der("nested too deeply") }
        guard isConstructed else { return try requireStrictContent() }
        var rest = content
        while !rest.isEmpty { try DERValue.first(of: &rest).requireStrict(depthMax: depthMax - 1) }
    }

    private func requireStrictContent() throws(SigningFailure) {
        switch DERTag(rawValue: tag) {
        case .integer: _ = try requireInteger()
        case .boolean:
            guard content.count == 1, content.first == 0 || content.first == 0xFF else { throw .der("a boolean") }
        case .null: guard content.isEmpty else { throw .der("a null with content") }
        case .bits:
            guard let unused = content.first, unused < 8, content.count > 1 || unused == 0,
                (content.last ?? 0) & (UInt8(1) << unused - 1) == 0
            else { throw .der("a bit string with loose bits") }
        default: return
        }
    }

    /// The content of an integer that is written as short as it can be.
    func requireInteger() throws(SigningFailure) -> ArraySlice<UInt8> {
        guard let first = content.first else { throw .der("an integer without digits") }
        if let second = content.dropFirst().first, first == 0 && second < 0x80 || first == 0xFF && second >= 0x80 {
            throw .der("an integer that could be shorter")
        }
        return content
    }
}
