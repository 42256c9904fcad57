/// The citizen identity number (公民身份号码), GB 11643-1999: region, date of birth, sequence, check sign.
public enum ResidentID {
    /// Whether 18 signs are a possible number: a real date from 1800 on and the right check sign, `X` in either case.
    ///
    /// The region is not looked up: numbers of abolished counties stay valid for life.
    public static func isValid(_ text: String) -> Bool {
        let signs = Array(text.unicodeScalars)
        guard isShaped(signs), let check = signs.last else { return false }
        let sum = zip(signs, weights).reduce(0) { $0 + Int($1.0.value - 48) * $1.1 }
        return String(check).uppercased() == String(checkSigns[sum % 11])
    }

    /// 17 digits with a real date of birth in them and a possible last sign.
    static func isShaped(_ signs: [Unicode.Scalar]) -> Bool {
        guard signs.count == 18, signs.dropLast().allSatisfy(\.isDigit), let check = signs.last,
            check.isDigit || check == "X" || check == "x"
        else { return false }
        return isDate(year: number(signs[6..<10]), month: number(signs[10..<12]), day: number(signs[12..<14]))
    }

    /// The form of before 1999: 15 digits, the year with two, no check sign.
    static func isOldForm(_ signs: [Unicode.Scalar]) -> Bool {
        guard signs.count == 15, signs.allSatisfy(\.isDigit) else { return false }
        return isDate(
            year: 1900 + number(signs[6..<8]), month: number(signs[8..<10]), day: number(signs[10..<12]))
    }

    /// Whether the first two digits are a province (GB/T 2260).
    static func hasProvince(_ signs: [Unicode.Scalar]) -> Bool {
        guard signs.count >= 2, signs[0].isDigit, signs[1].isDigit else { return false }
        return provinces.contains(number(signs[0..<2]))
    }

    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let checkSigns = Array("10X98765432")
    private static let provinces = Set(
        [
            11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71...71, 81...83, 91...91,
        ].flatMap { Array($0) })

    private static func number(_ signs: ArraySlice<Unicode.Scalar>) -> Int {
        signs.reduce(0) { $0 * 10 + Int($1.value) - 48 }
    }

    private static func isDate(year: Int, month: Int, day: Int) -> Bool {
        guard (1800...2099).contains(year), (1...12).contains(month) else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }
}
