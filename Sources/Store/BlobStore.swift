import Journey

/// A file kept in the database under the digest of its bytes.
public enum BlobStore {
    /// Bytes of one blob.
    public static let bytesMax = 20 * 1024 * 1024

    /// Keeps the bytes; the same bytes twice are kept once.
    ///
    /// - Parameter digest: 32 bytes of SHA-256, calculated by the caller.
    public static func put(_ bytes: [UInt8], digest: [UInt8], mediaType: String, in tx: Transaction) throws {
        guard bytes.count <= bytesMax else { throw InputRefusal.tooLong(field: "bytes", charactersMax: bytesMax) }
        guard digest.count == 32 else { throw InputRefusal.malformed(field: "digest") }
        try tx.execute(
            """
            INSERT INTO blob (digest, media_type, created_at, bytes) VALUES (?, ?, ?, ?)
            ON CONFLICT (digest) DO NOTHING
            """, digest, mediaType, tx.now, bytes)
    }

    /// The bytes, or `nil` when there are none under this digest.
    public static func get(_ digest: [UInt8], in reader: Reader) throws -> (mediaType: String, bytes: [UInt8])? {
        guard let row = try reader.first("SELECT media_type, bytes FROM blob WHERE digest = ?", digest) else {
            return nil
        }
        return (try row.get("media_type"), try row.get("bytes"))
    }
}
