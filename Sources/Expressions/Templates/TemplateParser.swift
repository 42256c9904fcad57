/// Cuts a template into text and places.
struct TemplateParser {
    private let bytes: [UInt8]
    private var at = 0
    private var segments: [Template.Segment] = []

    static func parse(_ text: String) throws(Complaint) -> [Template.Segment] {
        var parser = TemplateParser(bytes: Array(text.utf8))
        let limit = ExpressionLimits.templateBytesMax
        guard parser.bytes.count <= limit else {
            throw Complaint(.tooLong, at: limit..<parser.bytes.count, "\(limit)")
        }
        try parser.run()
        return parser.segments
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() throws(Complaint) {
        var textStart = 0
        var places = 0
        while at < bytes.count {
            if isPair(UInt8(ascii: "}")) { throw Complaint(.strayBraces, at: at..<(at + 2)) }
            guard isPair(UInt8(ascii: "{")) else {
                at += 1
                continue
            }
            keep(textStart..<at)
            segments.append(.placeholder(try placeholder()))
            textStart = at
            places += 1
            guard places <= ExpressionLimits.placeholdersMax else {
                throw Complaint(.tooManyParts, at: at..<bytes.count, "\(ExpressionLimits.placeholdersMax)")
            }
        }
        keep(textStart..<at)
    }

    private mutating func keep(_ range: Range<Int>) {
        if !range.isEmpty { segments.append(.text(String(decoding: bytes[range], as: UTF8.self))) }
    }

    private func isPair(_ brace: UInt8) -> Bool {
        at + 1 < bytes.count && bytes[at] == brace && bytes[at + 1] == brace
    }

    private mutating func placeholder() throws(Complaint) -> Template.Placeholder {
        let start = at
        at += 2
        let content = at
        var inQuotes = false
        while at < bytes.count, inQuotes || !isPair(UInt8(ascii: "}")) {
            if bytes[at] == UInt8(ascii: "'") { inQuotes.toggle() }
            at += 1
        }
        guard at < bytes.count else { throw Complaint(.unclosedPlaceholder, at: start..<bytes.count) }
        let inner = String(decoding: bytes[content..<at], as: UTF8.self)
        at += 2
        let place = start..<at
        let pipe = inner.firstIndex(of: "|")
        let name = Self.trimmed(inner[..<(pipe ?? inner.endIndex)])
        guard Lexer.isName(name) else { throw Complaint(.badPlaceholder, at: place) }
        let fallback = try pipe.map { pipe throws(Complaint) in
            try Self.fallback(inner[inner.index(after: pipe)...], place)
        }
        return Template.Placeholder(name: name, fallback: fallback, position: place)
    }

    private static func fallback(_ filter: Substring, _ place: Range<Int>) throws(Complaint) -> String {
        let parts = filter.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, trimmed(parts[0]) == "default", let tokens = try? Lexer.tokens(of: trimmed(parts[1])),
            tokens.count == 2, case .text(let text) = tokens[0].kind, !text.contains("{{"), !text.contains("}}")
        else { throw Complaint(.badPlaceholder, at: place) }
        return text
    }

    private static func trimmed(_ text: Substring) -> String {
        let from = text.drop { $0 == " " }
        return String(from.reversed().drop { $0 == " " }.reversed())
    }
}
