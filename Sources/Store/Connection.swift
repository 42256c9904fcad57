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
