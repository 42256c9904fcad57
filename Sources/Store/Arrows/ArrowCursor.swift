import Journey

/// The durable place of an arrow in the log, and the streams it had to set aside.
enum ArrowCursor {
    /// A stream that a fact stopped: its later facts wait behind it, those of other streams do not.
    struct Parked: Sendable, Hashable {
        let stream: String
        let partition: Int
        /// The fact that failed; everything of the stream from here on is still to be done.
        let position: Int64
    }

    /// The work was committed before, though the commit's answer got lost: it must not be done twice.
    struct AlreadyDone: Error {}

    /// Takes the arrow over: raises the epoch, so that whoever held it before can no longer move its cursor.
    static func claim(_ arrow: String, in tx: Transaction) throws -> (epoch: Int64, positions: [Int64]) {
        for partition in 0..<FactLog.partitions {
            try tx.execute(
                """
                INSERT INTO arrow_cursor (arrow, partition, position, epoch) VALUES (?, ?, 0, 0)
                ON CONFLICT (arrow, partition) DO NOTHING
                """, arrow, partition)
        }
        try tx.execute("UPDATE arrow_cursor SET epoch = epoch + 1 WHERE arrow = ?", arrow)
        let rows = try tx.query(
            "SELECT position, epoch FROM arrow_cursor WHERE arrow = ? ORDER BY partition", arrow)
        return (try rows.first?.get("epoch") ?? 0, try rows.map { try $0.get("position") })
    }

    /// Forgets all progress, for a replay.
    static func rewind(_ arrow: String, in tx: Transaction) throws {
        try tx.execute("DELETE FROM arrow_parked WHERE arrow = ?", arrow)
        try tx.execute("UPDATE arrow_cursor SET position = 0 WHERE arrow = ?", arrow)
    }

    /// Moves the cursor, before the work is done in the same transaction; throws when that work is done already or
    /// somebody else holds the arrow.
    static func advance(
        _ arrow: String, partition: Int, to position: Int64, epoch: Int64, in tx: Transaction
    ) throws {
        let moved = try tx.execute(
            """
            UPDATE arrow_cursor SET position = ?
            WHERE arrow = ? AND partition = ? AND epoch = ? AND position < ?
            """, position, arrow, partition, epoch, position)
        guard moved == 0 else { return }
        try hold(arrow, partition: partition, epoch: epoch, in: tx)
        throw AlreadyDone()
    }

    /// Throws `leaseLost` unless the arrow is still held, and goes on holding it until the transaction ends.
    static func hold(_ arrow: String, partition: Int, epoch: Int64, in tx: Transaction) throws {
        let held = try tx.execute(
            "UPDATE arrow_cursor SET epoch = epoch WHERE arrow = ? AND partition = ? AND epoch = ?",
            arrow, partition, epoch)
        guard held == 1 else { throw StoreFailure.leaseLost(arrow: arrow) }
    }

    static func park(_ fact: FactEnvelope, of arrow: String, error: String, attempts: Int, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO arrow_parked (arrow, stream, partition, position, kind, error, attempts, parked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (arrow, stream) DO UPDATE SET position = excluded.position, kind = excluded.kind,
                error = excluded.error, attempts = arrow_parked.attempts + excluded.attempts,
                parked_at = excluded.parked_at
            """,
            arrow, fact.stream, fact.partition, fact.position, fact.kind, printable(error), attempts, tx.now)
    }

    /// Of a parked stream, the facts up to this one are done.
    static func passParked(_ fact: FactEnvelope, of arrow: String, in tx: Transaction) throws {
        let moved = try tx.execute(
            "UPDATE arrow_parked SET position = ? WHERE arrow = ? AND stream = ? AND position <= ?",
            fact.position + 1, arrow, fact.stream, fact.position)
        guard moved == 1 else { throw AlreadyDone() }
    }

    static func unpark(_ arrow: String, stream: String, in tx: Transaction) throws {
        try tx.execute("DELETE FROM arrow_parked WHERE arrow = ? AND stream = ?", arrow, stream)
    }

    static func parked(_ arrow: String, in reader: Reader) throws -> [Parked] {
        try reader.query("SELECT * FROM arrow_parked WHERE arrow = ?", arrow).map {
            Parked(stream: try $0.get("stream"), partition: try $0.get("partition"), position: try $0.get("position"))
        }
    }

    /// An error may quote anything, even what the database refuses.
    private static func printable(_ error: String) -> String {
        String(error.prefix(1000)).replacing("\0", with: "\u{FFFD}")
    }
}
