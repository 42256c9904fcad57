/// Attribute values that show what a finding means; attributes that play no part are left out.
public struct Situation: Sendable, Equatable {
    /// By attribute name; a missing value is ``Value/null``.
    public let values: [String: Value]
    private let schema: Schema

    init(_ context: Context, slots: [Int]) {
        schema = context.schema
        var values: [String: Value] = [:]
        for slot in slots {
            let attribute = schema.attributes[slot]
            values[attribute.name] = attribute.kind.value(of: context.cells[slot])
        }
        self.values = values
    }

    /// One line for the rule's author: `客户等级为“VIP”，年龄为 35`.
    public func text(in language: Language) -> String {
        let context = Context(values, for: schema)
        return schema.attributes.enumerated().filter { values[$0.element.name] != nil }.map { slot, attribute in
            let value = attribute.spell(context.cells[slot], schema.zoneOffsetSeconds, language)
            return language.pick(
                "\(attribute.label(in: language))为\(value)", "\(attribute.label(in: language)): \(value)")
        }.joined(separator: language.pick("，", ", "))
    }
}

extension AttributeKind {
    /// The value that ``cell(of:)`` would turn into this cell.
    fileprivate func value(of cell: Cell) -> Value {
        switch (self, cell) {
        case (_, .null): .null
        case (.money(let currency, _), .integer(let minor)): .money(minor: minor, currency: currency)
        case (.time, .integer(let microseconds)): .time(microseconds: microseconds)
        case (.bool, .integer(let flag)): .bool(flag != 0)
        case (_, .integer(let whole)): .integer(whole)
        case (_, .real(let real)): .real(real)
        case (_, .text(let text)): .text(text.string)
        case (_, .set(let members)): .set(Set(members.map(\.string)))
        }
    }
}
