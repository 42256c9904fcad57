import Foundation

extension FEELBuiltIns {
    /// Functions of strings (DMN 1.5, clause 10.3.4.3); positions count Unicode characters (code points).
    static let strings: [FEELBuiltIn] = [
        FEELBuiltIn("substring", "string, start position, length?") { substring($0) },
        FEELBuiltIn("string length", "string") { $0.string(0).map { .number($0.unicodeScalars.count) } },
        FEELBuiltIn("upper case", "string") { $0.string(0).map { .string($0.uppercased()) } },
        FEELBuiltIn("lower case", "string") { $0.string(0).map { .string($0.lowercased()) } },
        FEELBuiltIn("substring before", "string, match") { arguments in
            guard let text = arguments.string(0), let match = arguments.string(1) else { return nil }
            return .string(position(of: match, in: text).map { text.scalars(0..<$0) } ?? "")
        },
        FEELBuiltIn("substring after", "string, match") { arguments in
            guard let text = arguments.string(0), let match = arguments.string(1) else { return nil }
            guard let start = position(of: match, in: text) else { return .string("") }
            return .string(text.scalars(start + match.unicodeScalars.count..<text.unicodeScalars.count))
        },
        FEELBuiltIn("contains", "string, match") { arguments in
            guard let text = arguments.string(0), let match = arguments.string(1) else { return nil }
            return .boolean(position(of: match, in: text) != nil)
        },
        FEELBuiltIn("starts with", "string, match") { arguments in
            guard let text = arguments.string(0), let match = arguments.string(1) else { return nil }
            return .boolean(text.unicodeScalars.starts(with: match.unicodeScalars))
        },
        FEELBuiltIn("ends with", "string, match") { arguments in
            guard let text = arguments.string(0), let match = arguments.string(1) else { return nil }
            return .boolean(text.unicodeScalars.reversed().starts(with: match.unicodeScalars.reversed()))
        },
        FEELBuiltIn("string join", "list, delimiter?") { join($0) },
    ]

    private static func substring(_ arguments: FEELArguments) -> FEELValue? {
        guard let text = arguments.string(0), let start = arguments.whole(1), start != 0 else { return nil }
        let count = text.unicodeScalars.count
        guard abs(start) <= count else { return count == 0 || start > 0 ? .string("") : nil }
        let first = start > 0 ? start - 1 : count + start
        guard arguments.count > 2, !arguments[2].isNull else { return .string(text.scalars(first..<count)) }
        guard let length = arguments.number(2), length >= 1,
            let whole = FEELNumber.whole(FEELNumber.round(length, places: 0, .down))
        else { return nil }
        return .string(text.scalars(first..<min(count, first + min(whole, count))))
    }

    /// Code points before the first occurrence.
    private static func position(of match: String, in text: String) -> Int? {
        if match.isEmpty { return 0 }
        let haystack = Array(text.utf8)
        guard let range = haystack.firstRange(of: Array(match.utf8)) else { return nil }
        return String(decoding: haystack[..<range.lowerBound], as: UTF8.self).unicodeScalars.count
    }

    private static func join(_ arguments: FEELArguments) -> FEELValue? {
        guard let items = arguments.list(0) else { return nil }
        var delimiter = ""
        if arguments.count > 1, !arguments[1].isNull {
            guard let given = arguments.string(1) else { return nil }
            delimiter = given
        }
        var parts: [String] = []
        for item in items where !item.isNull {
            guard case .string(let part) = item else { return nil }
            parts.append(part)
        }
        let size = parts.reduce(0) { $0 + $1.utf8.count } + parts.count * delimiter.utf8.count
        return size <= FEELLimits.textBytesMax ? .string(parts.joined(separator: delimiter)) : nil
    }
}

extension String {
    /// Part of a text, in code points.
    fileprivate func scalars(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(unicodeScalars.dropFirst(range.lowerBound).prefix(range.count)))
    }
}
