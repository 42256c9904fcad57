extension NumberRecogniser {
    private static let identityWords = ["身份证", "证件号", "身份号", "id card", "idcard"]
    private static let cardWords = ["卡号", "银行卡", "信用卡", "储蓄卡", "借记卡", "账号", "帐号", "账户", "card"]
    private static let orderWords = ["单号", "订单", "流水", "编号", "运单", "快递", "物流", "发票", "order", "tracking"]

    /// An identity number: 18 signs with the right check sign; a wrong one only where the text says what it is.
    func residentID(at index: Int) -> Match? {
        let sizes = sizes(from: index, most: 4)
        var total = 0
        for (place, size) in sizes.enumerated() {
            total += size
            guard total == 17 || total == 18 || total == 15 else { continue }
            let digits = range(index, place + 1)
            if total == 17, let end = checkSign(after: digits.upperBound) {
                if let match = residentID(digits.lowerBound..<end, groups: place + 1) { return match }
            } else if total != 17, let match = residentID(digits, groups: place + 1) {
                return match
            }
        }
        return nil
    }

    /// The position after an `X`, with at most one separator before it.
    private func checkSign(after position: Int) -> Int? {
        let isSeparated = text[position] == " " || text[position] == "-"
        let place = isSeparated ? position + 1 : position
        guard let sign = text[place], sign == "X" || sign == "x" else { return nil }
        guard text[place + 1].map({ !$0.isDigit && !$0.isLetter }) ?? true else { return nil }
        return place + 1
    }

    private func residentID(_ range: Range<Int>, groups: Int) -> Match? {
        guard text.mayBegin(at: range.lowerBound), text[range.upperBound].map({ !$0.isLetter }) ?? true else {
            return nil
        }
        let signs = text.signs[range].filter { $0.isDigit || $0.isLetter }
        let normalised = String(String.UnicodeScalarView(signs)).uppercased()
        let isNamed = text.isPreceded(by: Self.identityWords, at: range.lowerBound)
        let isSure = ResidentID.isValid(normalised) && ResidentID.hasProvince(signs)
        let isLikely = isNamed && (ResidentID.isShaped(signs) || ResidentID.isOldForm(signs))
        guard isSure || isLikely else { return nil }
        return Match(kind: .residentID, range: range, normalised: normalised, groups: groups)
    }

    /// A card: 13 to 19 digits that pass Luhn's rule and begin as a scheme's do, or are called a card number.
    func bankCard(at index: Int) -> Match? {
        let sizes = sizes(from: index, most: 5)
        var total = 0
        var best: Match?
        for (place, size) in sizes.enumerated() {
            total += size
            // Cards are printed in fours, Amex as 4-6-5, some as 6 and the rest.
            guard total <= 19, place == 0 || [4, 6].contains(sizes[place - 1]) else { break }
            let whole = range(index, place + 1)
            let digits = text.digits(whole)
            guard total >= 13, BankCard.isLuhn(digits), isBounded(whole) else { continue }
            let start = whole.lowerBound
            let isNamed = text.isPreceded(by: Self.cardWords, at: start)
            let isOrder = text.isPreceded(by: Self.orderWords, at: start, within: 8)
            guard isNamed || (BankCard.isIssued(digits) && !isOrder) else { continue }
            best = Match(kind: .bankCard, range: whole, normalised: digits, groups: place + 1)
        }
        return best
    }
}
