/// A text with places to fill: `您好，{{name|default:'客户'}}！`
///
/// A place is a variable's name in double braces, with an optional default in single quotes (doubled inside). Nothing
/// else may stand between braces, and no unfilled place is ever rendered.
public struct Template: Sendable, Equatable {
    /// A place to fill.
    public struct Placeholder: Sendable, Equatable {
        public let name: String
        public let fallback: String?
        /// From brace to brace, in UTF-8 bytes.
        public let position: Range<Int>
    }

    enum Segment: Sendable, Equatable {
        case text(String)
        case placeholder(Placeholder)
    }

    let segments: [Segment]
    /// As the person wrote it.
    public let text: String

    /// Reads a template.
    ///
    /// - Throws: The first thing wrong with its braces, names or size.
    public static func parse(_ text: String) throws(Complaint) -> Template {
        Template(segments: try TemplateParser.parse(text), text: text)
    }

    public var placeholders: [Placeholder] {
        segments.compactMap { if case .placeholder(let place) = $0 { place } else { nil } }
    }

    /// Variables the schema does not know, each with the name that may have been meant. Ask when a template is saved.
    public func complaints(against schema: Schema) -> [Complaint] {
        placeholders.filter { schema.slot(named: $0.name) == nil }.map { place in
            let near = Closest.match(place.name, among: schema.attributes.map(\.name))
            return Complaint(.unknownAttribute, at: place.position, place.name, suggestion: near)
        }
    }

    /// The places that could not be filled.
    public struct Unfilled: Error, Sendable, Equatable {
        public let complaints: [Complaint]
    }

    /// Fills the places.
    ///
    /// A missing value or an empty text counts as unfilled and takes the default. Values are escaped, and double
    /// braces inside a value are set apart (`{ {`), so that no customer's text can act as a place later.
    /// - Parameters:
    ///   - escaping: What the channel needs; applied to values and defaults, not to the template's own text.
    ///   - language: Of truth values and list separators.
    /// - Throws: Every place that has neither value nor default.
    public func render(
        with context: Context, escaping: TextEscaping = .none, language: Language = .chinese
    ) throws(Unfilled) -> String {
        try render(escaping: escaping) { Self.value(of: $0, in: context, language) }
    }

    /// Fills the places with texts by their names, for data without a schema.
    ///
    /// - Throws: Every place that has neither value nor default.
    public func render(escaping: TextEscaping = .none, _ value: (String) -> String?) throws(Unfilled) -> String {
        var output = ""
        var complaints: [Complaint] = []
        for segment in segments {
            switch segment {
            case .text(let text): Self.append(text, to: &output)
            case .placeholder(let place):
                let own = value(place.name).flatMap { $0.isEmpty ? nil : $0 }
                if let text = own ?? place.fallback {
                    Self.append(escaping.apply(Self.settingBracesApart(text)), to: &output)
                } else {
                    complaints.append(Complaint(.unfilled, at: place.position, place.name))
                }
            }
        }
        guard complaints.isEmpty else { throw Unfilled(complaints: complaints) }
        return output
    }

    private static func value(of name: String, in context: Context, _ language: Language) -> String? {
        guard let slot = context.schema.slot(named: name) else { return nil }
        let zone = context.schema.zoneOffsetSeconds
        let kind = context.schema.attributes[slot].kind
        let text = kind.plainText(of: context.cells[slot], zoneOffsetSeconds: zone, language)
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Looks at code points: a brace that carries a combining mark is still a brace to the next reader.
    private static func settingBracesApart(_ text: String) -> String {
        var apart = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isBrace(scalar), apart.last == scalar { apart.append(" ") }
            apart.append(scalar)
        }
        return String(apart)
    }

    /// A brace ending one piece must not meet a brace beginning the next.
    private static func append(_ piece: String, to output: inout String) {
        if let last = output.unicodeScalars.last, isBrace(last), piece.unicodeScalars.first == last { output += " " }
        output += piece
    }

    private static func isBrace(_ scalar: Unicode.Scalar) -> Bool { scalar == "{" || scalar == "}" }
}

/// How values are made safe for the place a text goes to.
public enum TextEscaping: Sendable, CaseIterable {
    /// Plain text: SMS, chat.
    case none
    /// Inside HTML text or a quoted attribute.
    case html
    /// Inside a JSON string.
    case json

    public func apply(_ text: String) -> String {
        switch self {
        case .none: text
        case .html: text.unicodeScalars.map(Self.html).joined()
        case .json: text.unicodeScalars.map(Self.json).joined()
        }
    }

    private static func html(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        default: String(scalar)
        }
    }

    private static func json(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case _ where scalar.value < 0x20:
            "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
        default: String(scalar)
        }
    }
}
