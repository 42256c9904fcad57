/// Whether the server should be given requests, and what of it is not well.
public struct Readiness: Sendable, Codable {
    public let ready: Bool
    /// Part by part: `"database": "ok"`.
    public let parts: [String: String]

    public init(ready: Bool, parts: [String: String] = [:]) {
        self.ready = ready
        self.parts = parts
    }
}
