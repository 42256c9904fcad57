import CPq
import Foundation

/// One connection to PostgreSQL with its prepared statements. Belongs to one thread.
final class PostgresConnection: Connection {
    /// Prepared statements kept; beyond that all are forgotten, which costs one more preparation each.
    static let preparedMax = 512

    let dialect = Dialect.postgres
    fileprivate let handle: OpaquePointer
    private var texts: [String: PostgresText] = [:]
    private var prepared: [String: Prepared] = [:]
    private var preparedSoFar = 0
    /// What the last failed statement of this transaction means for it.
    private(set) var trouble: PostgresTrouble?

    private struct Prepared {
        let name: String
        let columns: Row.Columns?
    }

    /// Connects; throws `unavailable` with the server's words when that does not succeed.
    init(_ address: PostgresAddress) throws {
        let options = address.options
        let keys = options.map { strdup($0.0) } + [nil]
        let values = options.map { strdup($0.1) } + [nil]
        defer { for copy in keys + values { free(copy) } }
        guard let handle = PQconnectdbParams(keys.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
        else { throw StoreFailure.unavailable(detail: "out of memory") }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StoreFailure.unavailable(detail: Self.trimmed(PQerrorMessage(handle)))
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        for setting in PostgresAddress.settings { try command(setting) }
    }

    deinit { PQfinish(handle) }

    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

    func execute(_ sql: String, _ parameters: [Value]) throws -> Int {
        try run(sql, parameters) { answer, _ in answer.rowsChanged }
    }

    func query(_ sql: String, _ parameters: [Value]) throws -> [Row] {
        try run(sql, parameters) { answer, columns in try answer.rows(columns ?? answer.columns()) }
    }

    /// Runs a command without parameters and without preparing it, as `BEGIN`; returns what was really done.
    @discardableResult
    func command(_ sql: String) throws -> String { try checked(PQexec(handle, sql)).command }

    /// Starts a transaction.
    func begin(_ sql: String) throws {
        trouble = nil
        try command(sql)
    }

    private func run<Result>(
        _ sql: String, _ parameters: [Value], _ read: (PostgresAnswer, Row.Columns?) throws -> Result
    ) throws -> Result {
        let text = text(of: sql)
        guard text.parameters == parameters.count else {
            throw StoreFailure.statement(
                detail: "\(parameters.count) parameters for \(text.parameters) question marks")
        }
        let encoded = PostgresParameters(parameters)
        guard text.isPreparable else { return try read(direct(text, encoded), nil) }
        let key = encoded.signature + sql
        let statement = try prepared[key] ?? prepare(text, encoded, key: key)
        let answer = try encoded.withPointers { pointers, lengths, formats in
            try checked(
                PQexecPrepared(handle, statement.name, Int32(pointers.count), pointers, lengths, formats, 1))
        }
        if let columns = statement.columns { return try read(answer, columns) }
        let columns = answer.columns()
        prepared[key] = Prepared(name: statement.name, columns: columns)
        return try read(answer, columns)
    }

    private func direct(_ text: PostgresText, _ encoded: PostgresParameters) throws -> PostgresAnswer {
        try encoded.withPointers { pointers, lengths, formats in
            try checked(
                PQexecParams(
                    handle, text.sql, Int32(pointers.count), encoded.types, pointers, lengths, formats, 1))
        }
    }

    private func text(of sql: String) -> PostgresText {
        if let known = texts[sql] { return known }
        if texts.count >= Self.preparedMax { texts = [:] }
        let text = PostgresText(sql)
        texts[sql] = text
        return text
    }

    private func prepare(_ text: PostgresText, _ encoded: PostgresParameters, key: String) throws -> Prepared {
        if prepared.count >= Self.preparedMax { try forget() }
        preparedSoFar += 1
        let statement = Prepared(name: "m\(preparedSoFar)", columns: nil)
        _ = try checked(
            PQprepare(handle, statement.name, text.sql, Int32(encoded.types.count), encoded.types))
        prepared[key] = statement
        return statement
    }

    /// Drops all prepared statements, as after a change of the schema by another process.
    func forget() throws {
        prepared = [:]
        try command("DEALLOCATE ALL")
    }

    private func checked(_ result: OpaquePointer?) throws -> PostgresAnswer {
        guard let answer = result.map(PostgresAnswer.init) else {
            trouble = isAlive ? trouble : .lost
            throw StoreFailure.unavailable(detail: Self.trimmed(PQerrorMessage(handle)))
        }
        if answer.isFine { return answer }
        let state = answer.sqlState
        trouble = isAlive ? PostgresFailure.trouble(sqlState: state) : .lost
        throw PostgresFailure.translate(sqlState: isAlive ? state : "", message: answer.message)
    }

    private static func trimmed(_ message: UnsafeMutablePointer<CChar>?) -> String {
        var text = message.map { String(cString: $0) } ?? ""
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }
}

extension PostgresConnection {
    /// Whether a transaction is open, failed or not.
    var isInTransaction: Bool {
        let state = PQtransactionStatus(handle)
        return state == PQTRANS_INTRANS || state == PQTRANS_INERROR
    }
}
