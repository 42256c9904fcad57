import CPq

/// The answer of the server to one statement.
final class PostgresAnswer {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    var isFine: Bool {
        let status = PQresultStatus(result)
        return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
    }

    /// `INSERT`, `COMMIT` …: what was really done.
    var command: String { String(cString: PQcmdStatus(result)) }

    var rowsChanged: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    var sqlState: String { PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? "" }

    var message: String {
        PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) }
            ?? String(cString: PQresultErrorMessage(result))
    }

    func columns() -> Row.Columns {
        Row.Columns((0..<PQnfields(result)).map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
    }

    func rows(_ columns: Row.Columns) throws -> [Row] {
        let types = (0..<PQnfields(result)).map { PQftype(result, $0) }
        return try (0..<PQntuples(result)).map { row in
            Row(
                columns: columns,
                values: try types.enumerated().map { try value(row, Int32($0), type: $1, columns) })
        }
    }

    private func value(_ row: Int32, _ column: Int32, type: UInt32, _ columns: Row.Columns) throws -> Value {
        if PQgetisnull(result, row, column) == 1 { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
        guard let value = PostgresType.decode(type, bytes) else {
            throw StoreFailure.statement(
                detail: "column \(columns.names[Int(column)]) has type \(type), which the store does not read")
        }
        return value
    }
}
