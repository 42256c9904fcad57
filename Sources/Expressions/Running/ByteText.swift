/// A text compared byte by byte, as SQLite's BINARY collation does.
///
/// Swift's own `==` treats canonically equivalent spellings as equal and orders by Unicode rules; a condition must
/// give the same answer here and in the database.
struct ByteText: Sendable, Hashable, Comparable {
    let string: String

    init(_ string: String) {
        var native = string
        native.makeContiguousUTF8()
        self.string = native
    }

    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        string.utf8.withContiguousStorageIfAvailable(body) ?? Array(string.utf8).withUnsafeBufferPointer(body)
    }

    static func == (left: ByteText, right: ByteText) -> Bool {
        left.withBytes { a in right.withBytes { b in a.count == b.count && a.elementsEqual(b) } }
    }

    static func < (left: ByteText, right: ByteText) -> Bool {
        left.withBytes { a in right.withBytes { b in a.lexicographicallyPrecedes(b) } }
    }

    func hash(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Upper or lower case of ASCII letters only, as SQLite's built-in functions do.
    func mapASCII(_ change: (UInt8) -> UInt8) -> ByteText {
        ByteText(String(decoding: string.utf8.map(change), as: UTF8.self))
    }

    /// Without the spaces at both ends; other blanks stay, as in SQLite.
    var trimmingSpaces: ByteText {
        let front = string.utf8.drop { $0 == 0x20 }
        guard let last = front.lastIndex(where: { $0 != 0x20 }) else { return ByteText("") }
        return ByteText(String(decoding: front[...last], as: UTF8.self))
    }

    func contains(_ other: ByteText) -> Bool {
        withBytes { hay in
            other.withBytes { needle in
                guard !needle.isEmpty else { return true }
                guard hay.count >= needle.count else { return false }
                return (0...(hay.count - needle.count)).contains { start in
                    hay[start] == needle[0] && hay[start..<(start + needle.count)].elementsEqual(needle)
                }
            }
        }
    }
}

extension UInt8 {
    var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self + 0x20 : self }
    var uppercasedASCII: UInt8 { (0x61...0x7A).contains(self) ? self - 0x20 : self }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    /// Space, tab, line feed, vertical tab, form feed, carriage return: what SQLite calls space.
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
