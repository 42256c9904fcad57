/// The unified social credit code of an organisation (统一社会信用代码, GB 32100-2015): 18 characters, the last a check.
public enum CreditCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    /// Whether form and check character are right; letters must be upper case, I, O, S, V and Z do not occur.
    public static func isValid(_ code: String) -> Bool {
        let values = code.compactMap { alphabet.firstIndex(of: $0) }
        guard code.count == 18, values.count == 18 else { return false }
        var weight = 1
        var sum = 0
        for value in values.dropLast() {
            sum += value * weight
            weight = weight * 3 % 31
        }
        return (31 - sum % 31) % 31 == values[17]
    }

    /// The letters that the alphabet leaves out because they look like others, read as those others.
    static func repaired(_ code: String) -> String {
        String(code.uppercased().map { ["I": "1", "O": "0", "S": "5", "Z": "2"][$0] ?? $0 })
    }
}
