public import Journey

/// A stream that an arrow had to set aside, for the page that shows and retries them.
public struct ParkedStream: Sendable, Codable {
    public let arrow: String
    public let stream: String
    /// The fact that failed; it and all later ones of the stream wait.
    public let position: Int64
    public let kind: String
    public let error: String
    public let attempts: Int
    public let at: Timestamp

    /// Newest first.
    public static func all(in reader: Reader) throws -> [ParkedStream] {
        try reader.query("SELECT * FROM arrow_parked ORDER BY parked_at DESC, arrow, stream").map {
            ParkedStream(
                arrow: try $0.get("arrow"), stream: try $0.get("stream"), position: try $0.get("position"),
                kind: try $0.get("kind"), error: try $0.get("error"), attempts: try $0.get("attempts"),
                at: try $0.get("parked_at"))
        }
    }
}
