import CSQLite

@testable import Expressions

/// The system's own SQLite, asked for the value of a condition on each of a few rows.
final class SQLiteOracle {
    struct Fault: Error {
        let message: String
    }

    private var database: OpaquePointer?
    private let columns: [String]

    init(columns: [String]) throws {
        self.columns = columns
        try check(sqlite3_open_v2(":memory:", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil))
        // No declared types: SQLite then compares what is stored without converting it.
        try run("CREATE TABLE row (\(columns.joined(separator: ", ")))")
    }

    deinit { sqlite3_close(database) }

    func setRows(_ rows: [[String: Value]]) throws {
        try run("DELETE FROM row")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try prepare("INSERT INTO row VALUES (\(marks))")
        defer { sqlite3_finalize(statement) }
        for row in rows {
            for (index, column) in columns.enumerated() {
                try bind(row[column] ?? .null, to: Int32(index + 1), of: statement)
            }
            guard sqlite3_step(statement) == SQLITE_DONE else { throw fault() }
            sqlite3_reset(statement)
        }
    }

    /// The condition's value on each row, in order.
    func values(of sql: String) throws -> [Cell] {
        let statement = try prepare("SELECT (\(sql)) FROM row ORDER BY rowid")
        defer { sqlite3_finalize(statement) }
        var values: [Cell] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: values.append(cell(of: statement))
            case SQLITE_DONE: return values
            default: throw fault()
            }
        }
    }

    private func cell(of statement: OpaquePointer?) -> Cell {
        switch sqlite3_column_type(statement, 0) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, 0))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, 0))
        case SQLITE_TEXT:
            let bytes = UnsafeBufferPointer(
                start: sqlite3_column_text(statement, 0), count: Int(sqlite3_column_bytes(statement, 0)))
            return .text(ByteText(String(decoding: bytes, as: UTF8.self)))
        default: return .null
        }
    }

    private func bind(_ value: Value, to index: Int32, of statement: OpaquePointer?) throws {
        switch value {
        case .integer(let number): try check(sqlite3_bind_int64(statement, index, number))
        case .bool(let flag): try check(sqlite3_bind_int64(statement, index, flag ? 1 : 0))
        case .real(let number): try check(sqlite3_bind_double(statement, index, number))
        case .text(let text):
            let count = Int32(text.utf8.count)
            try check(sqlite3_bind_text(statement, index, text, count, magpie_sqlite_transient()))
        case .null, .money, .time, .set: try check(sqlite3_bind_null(statement, index))
        }
    }

    private func prepare(_ sql: String) throws -> OpaquePointer? {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(database, sql, -1, &statement, nil))
        return statement
    }

    private func run(_ sql: String) throws { try check(sqlite3_exec(database, sql, nil, nil, nil)) }

    private func check(_ code: Int32) throws { if code != SQLITE_OK { throw fault() } }

    private func fault() -> Fault { Fault(message: String(cString: sqlite3_errmsg(database))) }
}
