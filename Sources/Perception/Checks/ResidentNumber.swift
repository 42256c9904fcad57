/// A resident identity number (公民身份号码, GB 11643-1999): region, birth date, sequence, check character.
public struct ResidentNumber: Sendable, Equatable {
    /// 18 characters; a final `X` is upper case.
    public let text: String
    /// The birth date that the number states.
    public let birth: CalendarDate

    /// Why a text is no resident number.
    public enum Fault: Error, Equatable, Sendable {
        case notEighteenCharacters
        case unknownProvince(String)
        case impossibleBirthDate(String)
        case wrongCheckCharacter
    }

    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let checkCharacters = Array("10X98765432".utf8)
    /// First two digits: the provinces of GB/T 2260, with Hong Kong, Macau and Taiwan (81–83 are residence permits).
    private static let provinces: Set = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
        63, 64, 65, 71, 81, 82, 83,
    ]

    /// Checks form, province, birth date and check character. District codes are not looked up: abolished ones stay
    /// legal for those who were registered under them.
    public init(_ text: String) throws(Fault) {
        let characters = Array(text.uppercased().utf8)
        let digits = characters.prefix(17).map { Int($0) - 0x30 }
        guard characters.count == 18, digits.allSatisfy((0...9).contains),
            Self.checkCharacters.contains(characters[17])
        else { throw .notEighteenCharacters }
        let normal = String(decoding: characters, as: UTF8.self)
        guard Self.provinces.contains(digits[0] * 10 + digits[1]), digits[2...5] != [0, 0, 0, 0] else {
            throw .unknownProvince(String(normal.prefix(6)))
        }
        let birthText = String(normal.dropFirst(6).prefix(8))
        guard let birth = CalendarDate(compact: birthText), birth.year >= 1_850 else {
            throw .impossibleBirthDate(birthText)
        }
        let sum = zip(digits, Self.weights).reduce(0) { $0 + $1.0 * $1.1 }
        guard Self.checkCharacters[sum % 11] == characters[17] else { throw .wrongCheckCharacter }
        self.text = normal
        self.birth = birth
    }

    /// Whether the holder is registered as male: the 17th digit is odd.
    public var isMale: Bool { (text.utf8.dropFirst(16).first ?? 0) % 2 == 1 }
}
