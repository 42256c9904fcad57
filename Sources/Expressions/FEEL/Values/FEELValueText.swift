import Foundation

extension FEELValue: CustomStringConvertible {
    /// The value as FEEL writes it; strings in quotes.
    public var description: String { text(quoted: true) }

    /// What `string(value)` gives: the text itself for a string, quotes only inside lists and contexts.
    var text: String { text(quoted: false) }

    private func text(quoted: Bool) -> String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let value): FEELText.number(value)
        case .string(let value): quoted ? FEELText.quoted(value) : value
        case .date(let value): FEELText.date(value)
        case .time(let value): FEELText.time(value)
        case .dateTime(let value): FEELText.date(value.date) + "T" + FEELText.time(value.time)
        case .duration(let value): FEELText.duration(value)
        case .months(let value): FEELText.months(value)
        case .range(let value): FEELText.range(value)
        case .list(let items): "[" + items.map { $0.text(quoted: true) }.joined(separator: ", ") + "]"
        case .context(let context): FEELText.context(context)
        case .function(let function): "function(" + function.parameters.map(\.name).joined(separator: ", ") + ")"
        }
    }
}

/// How values are written.
enum FEELText {
    /// Digits without an exponent.
    static func number(_ value: Decimal) -> String {
        let text = NSDecimalNumber(decimal: value).description(withLocale: nil)
        return text == "-0" ? "0" : text
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    static func date(_ date: FEELDate) -> String {
        let year = padded(abs(date.year), 4)
        return (date.year < 0 ? "-" : "") + year + "-" + padded(date.month, 2) + "-" + padded(date.day, 2)
    }

    static func time(_ time: FEELTime) -> String {
        let face = [time.hour, time.minute, time.second].map { padded($0, 2) }.joined(separator: ":")
        return face + fraction(time.nanosecond) + (time.zone.map(zone) ?? "")
    }

    static func duration(_ duration: FEELDuration) -> String {
        let length = duration.nanoseconds.magnitude
        guard length > 0 else { return "PT0S" }
        let seconds = length / 1_000_000_000
        let rest = fraction(Int(length % 1_000_000_000))
        var clock = ""
        if seconds / 3_600 % 24 > 0 { clock += "\(seconds / 3_600 % 24)H" }
        if seconds / 60 % 60 > 0 { clock += "\(seconds / 60 % 60)M" }
        if seconds % 60 > 0 || !rest.isEmpty { clock += "\(seconds % 60)\(rest)S" }
        let days = seconds / 86_400 > 0 ? "\(seconds / 86_400)D" : ""
        return (duration.nanoseconds < 0 ? "-P" : "P") + days + (clock.isEmpty ? "" : "T" + clock)
    }

    static func months(_ months: FEELMonths) -> String {
        let count = abs(months.count)
        guard count > 0 else { return "P0M" }
        let years = count / 12 > 0 ? "\(count / 12)Y" : ""
        return (months.count < 0 ? "-P" : "P") + years + (count % 12 > 0 ? "\(count % 12)M" : "")
    }

    static func range(_ range: FEELRange) -> String {
        switch range.form {
        case .interval:
            let ends = "\(range.start)..\(range.end)"
            return (range.includesStart ? "[" : "(") + ends + (range.includesEnd ? "]" : ")")
        case .below: return (range.includesEnd ? "<=" : "<") + " \(range.end)"
        case .above: return (range.includesStart ? ">=" : ">") + " \(range.start)"
        case .equal: return "= \(range.start)"
        case .unequal: return "!= \(range.start)"
        }
    }

    static func context(_ context: FEELContext) -> String {
        let entries = context.entries.map { key, value in
            let isPlain = key.wholeMatch(of: /[\p{L}_][\p{L}\p{N}_ ]*/) != nil
            return (isPlain ? key : quoted(key)) + ": \(value)"
        }
        return "{" + entries.joined(separator: ", ") + "}"
    }

    private static func zone(_ zone: FEELZone) -> String {
        switch zone {
        case .region(let name): return "@" + name
        case .offset(0): return "Z"
        case .offset(let seconds):
            let size = abs(seconds)
            let tail = size % 60 > 0 ? ":" + padded(size % 60, 2) : ""
            return (seconds < 0 ? "-" : "+") + padded(size / 3_600, 2) + ":" + padded(size / 60 % 60, 2) + tail
        }
    }

    private static func fraction(_ nanoseconds: Int) -> String {
        guard nanoseconds > 0 else { return "" }
        var digits = padded(nanoseconds, 9)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "." + digits
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
