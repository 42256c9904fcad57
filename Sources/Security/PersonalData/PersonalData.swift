/// Finds personal data in a text and replaces it (个人信息识别). Pure: the same text gives the same findings.
///
/// Made to miss little at the cost of a few false hits; numbers with a check digit keep to it.
public enum PersonalData {
    /// Everything found, in the order of the text, without overlaps.
    public static func recognise(_ text: String) -> [Finding] {
        guard mayContain(text) else { return [] }
        var scan = ScannedText(text)
        for range in scan.untouchable() { scan.take(range) }
        var findings: [Finding] = []
        func add(_ kind: PersonalKind, _ range: Range<Int>, _ normalised: String) {
            guard scan.isFree(range) else { return }
            scan.take(range)
            let place = scan.range(range)
            findings.append(Finding(kind: kind, range: place, value: String(text[place]), normalised: normalised))
        }
        for range in scan.emails() { add(.email, range, scan.plainText(range).lowercased()) }
        for match in NumberRecogniser(scan).matches() { add(match.kind, match.range, match.normalised) }
        for (range, digits) in scan.spokenMobiles() { add(.phone, range, digits) }
        for (range, plate) in scan.plates() { add(.plate, range, plate) }
        for range in AddressRecogniser(scan).matches() { add(.address, range, scan.plainText(range)) }
        return findings.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The text with every finding in its masked form; for logs, prompts and whatever was not sealed at the door.
    public static func masked(_ text: String) -> String {
        var masked = ""
        var position = text.startIndex
        for finding in recognise(text) {
            masked += text[position..<finding.range.lowerBound] + finding.masked
            position = finding.range.upperBound
        }
        return masked + text[position...]
    }

    /// The one form of a value that came in a field of its own: as the recogniser gives it, where it recognises it.
    public static func normalise(_ value: String, as kind: PersonalKind) -> String {
        let found = recognise(value).first { $0.kind == kind }
        if let found { return found.normalised }
        let scan = ScannedText(value)
        let plain = scan.plainText(0..<scan.count)
        switch kind {
        case .phone, .landline, .bankCard: return (plain.hasPrefix("+") ? "+" : "") + plain.filter(\.isNumber)
        case .residentID, .plate: return plain.filter { $0.isLetter || $0.isNumber }.uppercased()
        case .email: return plain.filter { !$0.isWhitespace }.lowercased()
        case .address: return plain.filter { !$0.isWhitespace }
        }
    }

    /// Most messages have neither a digit nor an `@` and need no closer look.
    private static func mayContain(_ text: String) -> Bool {
        text.unicodeScalars.contains { sign in
            sign.isDigit || sign == "@" || (sign.value > 0x7F && !sign.isHan) || SpokenDigits.values[sign] != nil
        }
    }
}
