import Foundation

/// One thread's place at the server: connects when needed, and again after the connection was lost.
final class PostgresLane {
    /// Tries of one closure when it meets a conflict with another.
    static let conflictTriesMax = 20
    /// From this conflict on, those who run again go one at a time.
    static let conflictsInQueue = 2
    /// Tries to reach the server for one closure.
    static let connectTriesMax = 3
    static let connectPauseSeconds = 0.25

    private let address: PostgresAddress
    private var connection: PostgresConnection?

    init(_ address: PostgresAddress) { self.address = address }

    /// Runs the body in a transaction that has just begun; leaves ending it to the body.
    ///
    /// The body runs again, in a new transaction, after a conflict or when the connection was lost before `sealed`
    /// says that the commit may have gone out. Throws what remained.
    func transaction<Answer>(
        _ begin: String, sealed: () -> Bool = { false }, _ body: (PostgresConnection) throws -> Answer
    ) throws -> Answer {
        var (conflicts, losses) = (0, 0)
        while true {
            do {
                let connection = try connected()
                try connection.begin(begin)
                if conflicts >= Self.conflictsInQueue {
                    // "RETRY" in ASCII.
                    try connection.command("SELECT pg_advisory_xact_lock(353402114649)")
                }
                return try body(connection)
            } catch {
                switch end() {
                case .conflict, .stalePlan:
                    // Even at the commit: the server has rolled it back.
                    conflicts += 1
                    if conflicts == Self.conflictTriesMax { throw error }
                    Self.pause(seconds: Double.random(in: 0...0.01) * Double(1 << min(conflicts, 5)))
                case .lost where !sealed():
                    losses += 1
                    if losses == Self.connectTriesMax { throw error }
                    Self.pause(seconds: Self.connectPauseSeconds * Double(losses - 1))
                default: throw error
                }
            }
        }
    }

    private func connected() throws -> PostgresConnection {
        if let connection, connection.isAlive { return connection }
        connection = nil
        let fresh = try PostgresConnection(address)
        connection = fresh
        return fresh
    }

    /// Rolls back; says what kind of trouble it was. A connection that cannot even roll back is given up.
    private func end() -> PostgresTrouble? {
        guard let connection else { return .lost }
        let trouble = connection.trouble
        do {
            guard connection.isAlive else { throw StoreFailure.unavailable(detail: "connection lost") }
            if connection.isInTransaction { try connection.command("ROLLBACK") }
            if trouble == .stalePlan { try connection.forget() }
            return trouble
        } catch {
            self.connection = nil
            return .lost
        }
    }

    private static func pause(seconds: Double) { if seconds > 0 { Thread.sleep(forTimeInterval: seconds) } }
}
