/// One step of the schema; a stage appends to its list and never edits what has been released.
public struct Migration: Sendable {
    /// `stage-number-title`, unique in the product.
    public let name: String
    /// Statements in SQLite's dialect, separated by `;` at the end of a line.
    public let sql: String

    public init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
    }

    var statements: [String] {
        sql.split(separator: ";\n").map { $0.trimming { $0.isWhitespace || $0 == ";" } }.filter { !$0.isEmpty }
    }
}

extension Substring {
    fileprivate func trimming(while trims: (Character) -> Bool) -> String {
        var rest = self.drop(while: trims)
        while let last = rest.last, trims(last) { rest.removeLast() }
        return String(rest)
    }
}

enum Migrations {
    /// Brings the schema up to date in one transaction; returns what it applied.
    static func apply(_ migrations: [Migration], in tx: Transaction) throws -> [String] {
        for statement in tx.dialect.migrationLock { try tx.execute(statement) }
        try tx.execute(
            tx.dialect.schema(
                "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)"))
        let known = Set(migrations.map(\.name))
        let applied = Set(
            try tx.query("SELECT name FROM schema_migration").map { try $0.get("name", as: String.self) })
        if let foreign = applied.subtracting(known).min() { throw StoreFailure.newerSchema(migration: foreign) }
        let missing = migrations.filter { !applied.contains($0.name) }
        for migration in missing {
            for statement in migration.statements { try tx.execute(tx.dialect.schema(statement)) }
            try tx.execute(
                "INSERT INTO schema_migration (name, applied_at) VALUES (?, ?)", migration.name, tx.now)
        }
        return missing.map(\.name)
    }
}
