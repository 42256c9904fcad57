import Foundation
public import Journey

/// The log of everything that has happened, in 64 partitions, each numbered without a gap.
public enum FactLog {
    /// Fixed for ever: a stream must not change its partition.
    static let partitions = 64

    /// FNV-1a (Fowler, Noll, Vo) over the stream's UTF-8, folded to 6 bits.
    static func partition(of stream: String) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Int((hash ^ (hash >> 32)) % UInt64(partitions))
    }

    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    static func encode(_ payload: some FactPayload) throws -> String {
        String(decoding: try encoder.encode(payload), as: UTF8.self)
    }

    /// Reads a payload back; throws `DecodingError` when it is not of this kind.
    public static func decode<Payload: FactPayload>(_: Payload.Type, from fact: FactEnvelope) throws -> Payload {
        try JSONDecoder().decode(Payload.self, from: Data(fact.payload.utf8))
    }

    /// Taken inside the writing transaction: a number is never visible before all smaller ones of its partition.
    static func nextPosition(in partition: Int, of tx: Transaction) throws -> Int64 {
        let row = try tx.first(
            "UPDATE fact_partition SET next = next + 1 WHERE partition = ? RETURNING next", partition)
        guard let row else { throw StoreFailure.statement(detail: "no partition \(partition)") }
        return try row.get("next", as: Int64.self) - 1
    }

    static func append(_ fact: FactEnvelope, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO fact (partition, position, stream, kind, version, occurred_at, recorded_at, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            fact.partition, fact.position, fact.stream, fact.kind, fact.version, fact.occurredAt, fact.recordedAt,
            fact.payload)
    }

    /// Facts of a partition after a position, in order.
    public static func read(
        partition: Int, after position: Int64, kinds: [String], limit: Int, stream: String? = nil,
        in reader: Reader
    ) throws -> [FactEnvelope] {
        var parameters: [any Storable] = [partition, position]
        var sql = "SELECT * FROM fact WHERE partition = ? AND position > ?"
        if let stream {
            sql += " AND stream = ?"
            parameters.append(stream)
        }
        if !kinds.isEmpty {
            sql += " AND kind IN (" + kinds.map { _ in "?" }.joined(separator: ",") + ")"
            parameters += kinds
        }
        parameters.append(limit)
        return try reader.query(sql + " ORDER BY position LIMIT ?", parameters: parameters).map(fact)
    }

    /// The last position taken in a partition; 0 when there is none.
    static func head(of partition: Int, in reader: Reader) throws -> Int64 {
        try reader.first("SELECT next FROM fact_partition WHERE partition = ?", partition)?.get("next", as: Int64.self)
            .advanced(by: -1) ?? 0
    }

    private static func fact(_ row: Row) throws -> FactEnvelope {
        FactEnvelope(
            stream: try row.get("stream"), partition: try row.get("partition"), position: try row.get("position"),
            kind: try row.get("kind"), version: try row.get("version"), occurredAt: try row.get("occurred_at"),
            recordedAt: try row.get("recorded_at"), payload: try row.get("payload"))
    }
}
