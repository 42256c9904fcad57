import Foundation
import Synchronization

/// A regular expression of XQuery 1.0 (W3C XPath functions, clause 7.6), run by ICU's engine within bounds.
struct FEELPattern {
    private let expression: NSRegularExpression
    private let run: FEELRun

    /// What a report of progress from the engine costs in steps; it comes every few thousand of its own.
    private static let reportSteps = 2_000

    /// `nil` for a pattern or flags that are none; the run is told why.
    init?(_ pattern: String, flags: String, _ run: FEELRun) {
        guard pattern.utf8.count <= FEELLimits.patternBytesMax else {
            run.complain("the pattern is longer than \(FEELLimits.patternBytesMax) bytes")
            return nil
        }
        guard flags.allSatisfy("smixq".contains) else {
            run.complain("the flags of a pattern are s, m, i, x and q")
            return nil
        }
        self.run = run
        var options: NSRegularExpression.Options = []
        if flags.contains("s") { options.insert(.dotMatchesLineSeparators) }
        if flags.contains("m") { options.insert(.anchorsMatchLines) }
        if flags.contains("i") { options.insert(.caseInsensitive) }
        if flags.contains("q") { options.insert(.ignoreMetacharacters) }
        var source = pattern
        if !flags.contains("q") {
            source = FEELPatternSource.translated(pattern, ignoresSpace: flags.contains("x")) ?? "("
        }
        guard let expression = try? NSRegularExpression(pattern: source, options: options) else {
            run.complain("“\(pattern)” is no pattern")
            return nil
        }
        self.expression = expression
    }

    /// One match in UTF-16 units: the whole and its groups, `nil` for a group that took no part.
    private typealias Match = [Range<Int>?]

    /// Where it matches; `nil` when that takes too long.
    private func matches(in text: String, atMost countMax: Int) -> [Match]? {
        let found = Mutex<(matches: [Match], reports: Int)>(([], 0))
        let reportsMax = run.stepsLeft / Self.reportSteps
        let whole = NSRange(location: 0, length: text.utf16.count)
        expression.enumerateMatches(in: text, options: [.reportProgress], range: whole) { result, _, stop in
            let match = result.map { result in (0..<result.numberOfRanges).map { Range(result.range(at: $0)) } }
            found.withLock { found in
                if let match { found.matches.append(match) } else { found.reports += 1 }
                if found.matches.count >= countMax || found.reports > reportsMax { stop.pointee = true }
            }
        }
        let (matches, reports) = found.withLock { $0 }
        guard run.mayStep(reports * Self.reportSteps + matches.count) else { return nil }
        return matches
    }

    /// Where it matches, in UTF-16 units.
    func ranges(in text: String, atMost countMax: Int = FEELLimits.itemsMax) -> [Range<Int>]? {
        matches(in: text, atMost: countMax)?.compactMap { $0.first ?? nil }
    }

    /// What stands between its matches.
    func parts(of text: String) -> [String]? {
        guard let ranges = ranges(in: text), !ranges.contains(where: \.isEmpty) else { return nil }
        let units = Array(text.utf16)
        var parts: [String] = []
        var start = 0
        for range in ranges {
            parts.append(String(decoding: units[start..<range.lowerBound], as: UTF16.self))
            start = range.upperBound
        }
        return parts + [String(decoding: units[start...], as: UTF16.self)]
    }

    /// Every match replaced; `$1` stands for a group, `\$` for a dollar.
    func replacing(in text: String, with replacement: String) -> String? {
        guard let matches = matches(in: text, atMost: FEELLimits.itemsMax) else { return nil }
        guard let template = Self.template(replacement) else { return nil }
        let units = Array(text.utf16)
        var result: [UInt16] = []
        var start = 0
        for match in matches {
            guard let whole = match.first ?? nil else { continue }
            result += units[start..<whole.lowerBound]
            for piece in template {
                switch piece {
                case .text(let text): result += text.utf16
                case .group(let number):
                    if number < match.count, let range = match[number] { result += units[range] }
                }
            }
            start = whole.upperBound
            guard result.count <= FEELLimits.textBytesMax else { return nil }
        }
        return String(decoding: result + units[start...], as: UTF16.self)
    }

    private enum Piece {
        case text(String)
        case group(Int)
    }

    private static func template(_ replacement: String) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = Substring(replacement)
        while let first = rest.popFirst() {
            switch first {
            case "$":
                guard let digit = rest.first?.wholeNumberValue, digit < 10 else { return nil }
                rest.removeFirst()
                pieces.append(.group(digit))
            case "\\":
                guard let escaped = rest.popFirst(), escaped == "$" || escaped == "\\" else { return nil }
                pieces.append(.text(String(escaped)))
            default: pieces.append(.text(String(first)))
            }
        }
        return pieces
    }
}
