/// What a failed statement means for its transaction.
enum PostgresTrouble {
    /// Two transactions got into each other's way: running again helps.
    case conflict
    /// A prepared statement is older than the schema: preparing and running again helps.
    case stalePlan
    /// The connection is gone.
    case lost
}

/// PostgreSQL's error codes (appendix A of its manual) in the store's words.
enum PostgresFailure {
    static func translate(sqlState: String, message: String) -> StoreFailure {
        switch sqlState.prefix(2) {
        case "23": return .constraint(detail: message)
        // Connection, resources, operator intervention, system errors, and configuration of the server.
        case "08", "53", "57", "58", "F0", "28", "3D", "": return .unavailable(detail: message)
        case "40": return .unavailable(detail: message)
        case "55": return .unavailable(detail: message)
        default: return .statement(detail: "\(sqlState) \(message)")
        }
    }

    static func trouble(sqlState: String) -> PostgresTrouble? {
        switch sqlState {
        // serialization_failure, deadlock_detected
        case "40001", "40P01": .conflict
        // "cached plan must not change result type"
        case "0A000": .stalePlan
        default: nil
        }
    }
}
