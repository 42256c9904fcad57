import HTTPTypes
import Journey

/// One door of the HTTP interface: what it is called, who may use it, what goes in and what comes out.
///
/// The routes are also the source of the OpenAPI document, so a route says nothing twice.
public struct Route: Sendable {
    /// What a route is beyond its handler.
    struct Face: Sendable {
        let method: HTTPRequest.Method
        /// `/api/v1/conversations/{id}/messages`
        let pattern: String
        let access: Access
        let summary: String
        var query: [QueryField] = []
        var status = 200
        /// Nil for a route without a body, or one that reads its bytes itself.
        var body: (any (Decodable & SendableMetatype).Type)?
        /// Nil for a raw route.
        var reply: (any (Decodable & SendableMetatype).Type)?
        var isRaw = false
        var bodyBytesMax: Int?
        var perMinute: Int?
        var allowedBeforePasswordChange = false
        var isWaiting = false
        var keepsIdempotentReplies = true
    }

    var face: Face
    let answer: @Sendable (Call) async throws -> Reply

    /// Allows a colleague whose password was given by somebody else to use this route before changing it.
    public func allowedBeforePasswordChange() -> Route { changed { $0.allowedBeforePasswordChange = true } }

    /// Takes a body of up to that many bytes instead of the server's usual limit.
    public func body(upTo bytes: Int) -> Route { changed { $0.bodyBytesMax = bytes } }

    /// Allows each address that many requests a minute here, beside the server's own limit.
    public func limited(perMinute: Int) -> Route { changed { $0.perMinute = perMinute } }

    /// A long poll: its handler is cancelled as soon as the server goes away.
    public func waiting() -> Route { changed { $0.isWaiting = true } }

    /// Ignores `Idempotency-Key`: the reply holds a secret that must not be stored.
    public func neverStored() -> Route { changed { $0.keepsIdempotentReplies = false } }

    private func changed(_ change: (inout Face) -> Void) -> Route {
        var copy = self
        change(&copy.face)
        return copy
    }
}

/// One value that a route reads from the query, for the document.
public struct QueryField: Sendable {
    public enum Kind: String, Sendable { case text = "string", number = "integer", flag = "boolean", id = "uuid" }

    public let name: String
    public let kind: Kind
    public let summary: String
    public let isRequired: Bool

    public init(_ name: String, _ kind: Kind = .text, _ summary: String = "", isRequired: Bool = false) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.isRequired = isRequired
    }
}
