/// One row of an answer, read by column name.
public struct Row: Sendable {
    let columns: Columns
    let values: [Value]

    /// The names of the columns, shared by all rows of one answer.
    final class Columns: Sendable {
        let names: [String]
        private let index: [String: Int]

        init(_ names: [String]) {
            self.names = names
            index = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }

        subscript(name: String) -> Int? { index[name] }
    }

    /// The value of a column that must be there and not be NULL.
    public func get<Column: Loadable>(_ name: String, as _: Column.Type = Column.self) throws -> Column {
        guard let value = Column(stored: try value(name)) else {
            throw StoreFailure.unexpectedValue(column: name)
        }
        return value
    }

    /// The value of a column that may be NULL.
    public func optional<Column: Loadable>(_ name: String, as _: Column.Type = Column.self) throws -> Column? {
        let stored = try value(name)
        if stored == .null { return nil }
        guard let value = Column(stored: stored) else { throw StoreFailure.unexpectedValue(column: name) }
        return value
    }

    /// The value as it is stored.
    public func value(_ name: String) throws -> Value {
        guard let position = columns[name] else { throw StoreFailure.unexpectedValue(column: name) }
        return values[position]
    }
}
