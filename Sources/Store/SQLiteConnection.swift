import Foundation
import GRDB

/// A connection to SQLite within one database access of GRDB.
final class SQLiteConnection: Connection {
    let dialect = Dialect.sqlite
    private let database: Database

    init(_ database: Database) { self.database = database }

    func execute(_ sql: String, _ parameters: [Value]) throws -> Int {
        try Self.translating {
            let statement = try database.cachedStatement(sql: sql)
            try statement.execute(arguments: Self.arguments(parameters))
            return database.changesCount
        }
    }

    func query(_ sql: String, _ parameters: [Value]) throws -> [Row] {
        try Self.translating {
            let statement = try database.cachedStatement(sql: sql)
            let columns = Row.Columns(statement.columnNames)
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: Self.arguments(parameters))
            var rows: [Row] = []
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: (0..<row.count).map { Self.value(row, at: $0) }))
            }
            return rows
        }
    }

    /// GRDB's errors in the store's words.
    static func translating<Answer>(_ body: () throws -> Answer) throws -> Answer {
        do {
            return try body()
        } catch let error as DatabaseError {
            let detail = error.message ?? error.resultCode.description
            switch error.resultCode {
            case .SQLITE_CONSTRAINT: throw StoreFailure.constraint(detail: detail)
            case .SQLITE_ERROR, .SQLITE_MISUSE, .SQLITE_RANGE, .SQLITE_MISMATCH:
                throw StoreFailure.statement(detail: detail)
            default: throw StoreFailure.unavailable(detail: detail)
            }
        }
    }

    private static func arguments(_ parameters: [Value]) -> StatementArguments {
        StatementArguments(
            parameters.map { parameter -> DatabaseValue in
                switch parameter {
                case .null: .null
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
