/// Where the two databases really differ; everything else is written in their common subset.
public enum Dialect: Sendable {
    case sqlite
    case postgres

    /// The schema is written for SQLite; PostgreSQL calls raw bytes and wide numbers by other names and compares
    /// text by locale unless told otherwise.
    func schema(_ sql: String) -> String {
        switch self {
        case .sqlite: sql
        case .postgres:
            sql.replacing(/\bBLOB\b/, with: "BYTEA").replacing(/\bREAL\b/, with: "DOUBLE PRECISION")
                .replacing(/\bINTEGER\b/, with: "BIGINT").replacing(/\bTEXT\b/, with: "TEXT COLLATE \"C\"")
        }
    }

    /// Lets one process at a time change the schema. SQLite has one writer anyway.
    var migrationLock: [String] {
        switch self {
        case .sqlite: []
        // "MAGPIE" in ASCII; an index over a large table may take longer than a statement usually may.
        case .postgres: ["SET LOCAL statement_timeout = 0", "SELECT pg_advisory_xact_lock(85077391068485)"]
        }
    }
}
