/// Bank card numbers (ISO/IEC 7812-1): Luhn's check digit, lengths, and what the first digits say about the issuer.
public enum BankNumber {
    /// Whether a text of 13 to 19 digits ends in the right check digit.
    public static func passesLuhn(_ number: String) -> Bool {
        let digits = number.utf8.map { Int($0) - 0x30 }
        guard (13...19).contains(digits.count), digits.allSatisfy((0...9).contains) else { return false }
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let value = index % 2 == 1 ? digit * 2 : digit
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }

    /// The lengths that cards beginning like this have.
    ///
    /// Known issuers have one length; otherwise UnionPay (62) 16–19, Visa (4) 13, 16 or 19, Mastercard (51–55,
    /// 2221–2720) 16, American Express (34, 37) 15, Diners (30, 36, 38) 14–19, JCB (3528–3589) 16–19.
    public static func lengths(of number: String) -> ClosedRange<Int>? {
        if let issuer = CardIssuer.of(number) { return issuer.length...issuer.length }
        let first = Int(number.prefix(4)) ?? 0
        switch first {
        case 6_200...6_299: return 16...19
        case 4_000...4_999: return 13...19
        case 5_100...5_599, 2_221...2_720: return 16...16
        case 3_400...3_499, 3_700...3_799: return 15...15
        case 3_528...3_589: return 16...19
        case 3_000...3_099, 3_600...3_699, 3_800...3_899: return 14...19
        // National debit cards from before UnionPay's prefix.
        case 6_000...6_099, 6_900...6_999, 9_000...9_999: return 15...19
        default: return nil
        }
    }
}
