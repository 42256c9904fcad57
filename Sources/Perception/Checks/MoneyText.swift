/// Amounts of money in figures, as printed: ¥1,234.50.
enum MoneyText {
    /// Cents of a plain amount with two decimals; `nil` for anything else.
    static func cents(_ text: String) -> Int? {
        let plain = text.filter { $0 != "," && $0 != "，" }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...13).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let whole = Int(parts[0]),
            let fraction = Int(parts[1])
        else { return nil }
        return whole * 100 + fraction
    }
}
