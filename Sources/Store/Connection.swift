/// One connection to a database, used by one thread at a time. Two exist: SQLite (GRDB) and PostgreSQL (libpq).
protocol Connection: AnyObject {
    /// Which of the two databases, for the few statements that differ.
    var dialect: Dialect { get }
    /// Runs a statement; returns the number of rows it changed.
    @discardableResult
    func execute(_ sql: String, _ parameters: [Value]) throws -> Int
    /// Runs a statement that answers with rows.
    func query(_ sql: String, _ parameters: [Value]) throws -> [Row]
}

/// Where the two databases really differ; everything else is written in their common subset.
public enum Dialect: Sendable {
    case sqlite
    case postgres

    /// The schema is written for SQLite; PostgreSQL calls raw bytes by another name and compares text by locale
    /// unless told otherwise.
    func schema(_ sql: String) -> String {
        switch self {
        case .sqlite: sql
        case .postgres:
            sql.replacing(/\bBLOB\b/, with: "BYTEA").replacing(/\bREAL\b/, with: "DOUBLE PRECISION")
                .replacing(/\bTEXT\b/, with: "TEXT COLLATE \"C\"")
        }
    }
}
