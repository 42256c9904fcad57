import CPq

/// Where a PostgreSQL database is, and how to talk to it.
struct PostgresAddress: Sendable, Equatable {
    let url: String

    /// Checks the form only; throws `unavailable` when it is not one of PostgreSQL's.
    init(_ url: String) throws {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
            throw StoreFailure.unavailable(detail: "a PostgreSQL address begins with postgres://")
        }
        self.url = url
        _ = try parts()
    }

    /// What libpq gets; what the address itself says comes later and wins.
    var options: [(String, String)] {
        [
            ("connect_timeout", "5"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "20000"), ("application_name", "magpie"),
            ("dbname", url), ("client_encoding", "UTF8"),
        ]
    }

    /// Sent after connecting. A commit must be on disk before it is acknowledged, whatever the server's habit, and
    /// nothing may hold its locks for ever.
    static let settings = [
        """
        SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local')
        """,
        "SET statement_timeout = '60s'", "SET lock_timeout = '20s'",
        "SET idle_in_transaction_session_timeout = '60s'", "SET standard_conforming_strings = on",
    ]

    /// The settings of the address by name (`host`, `port`, `user`, `password`, `dbname` …).
    func parts() throws -> [String: String] {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            defer { PQfreemem(message) }
            throw StoreFailure.unavailable(detail: message.map { String(cString: $0) } ?? "malformed address")
        }
        defer { PQconninfoFree(options) }
        var parts: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parts[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return parts
    }

    /// The address without its password, and the password: a command line can be read by others.
    func withoutPassword() throws -> (connection: String, password: String?) {
        var parts = try parts()
        let password = parts.removeValue(forKey: "password")
        let words = parts.sorted { $0.key < $1.key }.map { key, value in
            key + "='" + value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
        }
        return (words.joined(separator: " "), password)
    }
}
