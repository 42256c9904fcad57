/// The attribute values one evaluation sees, laid out for a schema.
public struct Context: Sendable {
    let schema: Schema
    let cells: [Cell]
    /// The time that `NOW()` stands for, in microseconds since 1970 UTC; without it `NOW()` is unknown.
    let now: Int64?
    /// Attributes whose value was not of the schema's kind (or was in another currency) and so counts as missing.
    public let refused: [String]

    /// - Parameters:
    ///   - values: By attribute name. Missing ones are NULL; names the schema does not know are ignored.
    ///   - now: Microseconds since 1970-01-01T00:00:00Z; given, never read from a clock.
    public init(_ values: [String: Value], for schema: Schema, now: Int64? = nil) {
        var cells = [Cell](repeating: .null, count: schema.attributes.count)
        var refused: [String] = []
        for (name, value) in values where value != .null {
            guard let slot = schema.slot(named: name) else { continue }
            if let cell = schema.attributes[slot].kind.cell(of: value) {
                cells[slot] = cell
            } else {
                refused.append(schema.attributes[slot].name)
            }
        }
        self.schema = schema
        self.cells = cells
        self.now = now
        self.refused = refused.sorted()
    }

    /// Values laid out already.
    init(cells: [Cell], for schema: Schema) {
        self.schema = schema
        self.cells = cells
        now = nil
        refused = []
    }

    private init(_ other: Context, for schema: Schema) {
        self.schema = schema
        self.now = other.now
        self.refused = other.refused
        self.cells = schema.attributes.map { attribute in
            guard let slot = other.schema.slot(named: attribute.name) else { return .null }
            return other.schema.attributes[slot].kind == attribute.kind ? other.cells[slot] : .null
        }
    }

    /// The same values laid out for another schema; an attribute whose kind differs there counts as missing.
    func adapted(to schema: Schema) -> Context {
        self.schema.layout == schema.layout ? self : Context(self, for: schema)
    }
}

extension AttributeKind {
    /// The value as it runs, or `nil` when it is not of this kind.
    func cell(of value: Value) -> Cell? {
        switch (self, value) {
        case (_, .null): .null
        case (.text, .text(let text)), (.region, .text(let text)), (.any, .text(let text)): Self.cell(text)
        case (.number, .integer(let number)), (.any, .integer(let number)): .integer(number)
        case (.number, .real(let number)), (.any, .real(let number)): Cell(real: number)
        case (.bool, .bool(let flag)), (.any, .bool(let flag)): .integer(flag ? 1 : 0)
        case (.money(let currency, _), .money(let minor, let given)): currency == given ? .integer(minor) : nil
        case (.time, .time(let microseconds)): .integer(microseconds)
        case (.set, .set(let members)): .set(Set(members.map(ByteText.init)))
        default: nil
        }
    }

    /// Databases end a text at the first NUL, so a text with one would not mean the same there.
    private static func cell(_ text: String) -> Cell? {
        text.utf8.contains(0) ? nil : .text(ByteText(text))
    }
}
