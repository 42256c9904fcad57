import Foundation
import GRDB

/// A connection to SQLite within one database access of GRDB.
final class SQLiteConnection: Connection {
    let dialect = Dialect.sqlite
    private let database: Database
    private var columns: [String: Row.Columns] = [:]

    var isInTransaction: Bool { database.isInsideTransaction }

    init(_ database: Database) { self.database = database }

    func execute(_ sql: String, _ parameters: [Value]) throws -> Int {
        try Self.translating {
            let statement = try database.cachedStatement(sql: sql)
            // `changesCount` keeps the number of an earlier statement when this one changes nothing.
            let before = database.totalChangesCount
            try statement.execute(arguments: Self.arguments(parameters))
            return database.totalChangesCount == before ? 0 : database.changesCount
        }
    }

    func query(_ sql: String, _ parameters: [Value]) throws -> [Row] {
        try Self.translating {
            let statement = try database.cachedStatement(sql: sql)
            let columns = columns(of: statement, sql)
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: Self.arguments(parameters))
            var rows: [Row] = []
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: (0..<row.count).map { Self.value(row, at: $0) }))
            }
            return rows
        }
    }

    /// The closures of a batch mostly run the same statements.
    private func columns(of statement: Statement, _ sql: String) -> Row.Columns {
        if let known = columns[sql], known.names.count == statement.columnCount { return known }
        let fresh = Row.Columns(statement.columnNames)
        columns[sql] = fresh
        return fresh
    }

    /// GRDB's errors in the store's words.
    static func translating<Answer>(_ body: () throws -> Answer) throws -> Answer {
        do {
            return try body()
        } catch let error as DatabaseError {
            let detail = error.message ?? error.resultCode.description
            switch error.resultCode {
            case .SQLITE_CONSTRAINT: throw StoreFailure.constraint(detail: detail)
            case .SQLITE_ERROR, .SQLITE_MISUSE, .SQLITE_RANGE, .SQLITE_MISMATCH, .SQLITE_TOOBIG:
                throw StoreFailure.statement(detail: detail)
            default: throw StoreFailure.unavailable(detail: detail)
            }
        }
    }

    private static func arguments(_ parameters: [Value]) -> StatementArguments {
        // As optionals: for a list of plain values GRDB makes a generic key path at every call, which costs more than
        // many a statement.
        StatementArguments(
            parameters.map { parameter -> (any DatabaseValueConvertible)? in
                switch parameter {
                case .null: nil
                case .integer(let number): number.databaseValue
                case .real(let number): number.databaseValue
                case .text(let text): text.databaseValue
                case .blob(let bytes): Data(bytes).databaseValue
                }
            })
    }

    private static func value(_ row: GRDB.Row, at index: Int) -> Value {
        switch (row[index] as DatabaseValue).storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .blob(Array(data))
        }
    }
}
