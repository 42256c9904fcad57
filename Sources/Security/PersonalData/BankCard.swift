/// Numbers of payment cards, ISO/IEC 7812.
public enum BankCard {
    /// Whether the last digit is right by Luhn's rule. Digits only, two at least.
    public static func isLuhn(_ digits: String) -> Bool {
        guard digits.utf8.count >= 2, digits.unicodeScalars.allSatisfy(\.isDigit) else { return false }
        var sum = 0
        for (place, digit) in digits.utf8.reversed().enumerated() {
            let value = Int(digit) - 48
            let doubled = place % 2 == 1 ? value * 2 : value
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    /// Whether a scheme issues numbers that begin like this and are this long.
    ///
    /// One number in ten passes Luhn's rule by chance, and order numbers have as many digits as cards.
    static func isIssued(_ digits: String) -> Bool {
        let count = digits.utf8.count
        guard let four = Int(digits.prefix(4)) else { return false }
        switch four {
        case 6200...6299: return (16...19).contains(count)
        case 4000...4999: return count == 13 || (16...19).contains(count)
        case 5100...5599, 2221...2720: return count == 16
        case 3400...3499, 3700...3799: return count == 15
        case 3528...3589: return (16...19).contains(count)
        case 3000...3059, 3600...3699, 3800...3999: return (14...19).contains(count)
        case 6011, 6440...6599: return (16...19).contains(count)
        // Domestic cards of the time before UnionPay's 62 that are still in use.
        case 6000...6099, 6800...6999, 9400...9409, 9550...9559: return (16...19).contains(count)
        default: return false
        }
    }
}
