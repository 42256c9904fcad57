public import HTTPTypes

extension Route {
    /// Reads something.
    public static func get<R: Codable & Sendable>(
        _ pattern: String, _ access: Access, _ summary: String, query: [QueryField] = [], reply: R.Type = R.self,
        _ handler: @escaping @Sendable (Call) async throws -> R
    ) -> Route {
        bodyless(.get, pattern, access, summary, query, 200, handler)
    }

    /// Makes or does something.
    public static func post<B: Decodable & Sendable, R: Codable & Sendable>(
        _ pattern: String, _ access: Access, _ summary: String, body: B.Type = B.self, status: Int = 200,
        _ handler: @escaping @Sendable (Call, B) async throws -> R
    ) -> Route {
        bodied(.post, pattern, access, summary, status, handler)
    }

    /// Does something that needs no body.
    public static func post<R: Codable & Sendable>(
        _ pattern: String, _ access: Access, _ summary: String, status: Int = 200,
        _ handler: @escaping @Sendable (Call) async throws -> R
    ) -> Route {
        bodyless(.post, pattern, access, summary, [], status, handler)
    }

    /// Replaces something.
    public static func put<B: Decodable & Sendable, R: Codable & Sendable>(
        _ pattern: String, _ access: Access, _ summary: String, body: B.Type = B.self, status: Int = 200,
        _ handler: @escaping @Sendable (Call, B) async throws -> R
    ) -> Route {
        bodied(.put, pattern, access, summary, status, handler)
    }

    /// Changes some fields of something.
    public static func patch<B: Decodable & Sendable, R: Codable & Sendable>(
        _ pattern: String, _ access: Access, _ summary: String, body: B.Type = B.self, status: Int = 200,
        _ handler: @escaping @Sendable (Call, B) async throws -> R
    ) -> Route {
        bodied(.patch, pattern, access, summary, status, handler)
    }

    /// Takes something away.
    public static func delete<R: Codable & Sendable>(
        _ pattern: String, _ access: Access, _ summary: String, status: Int = 200,
        _ handler: @escaping @Sendable (Call) async throws -> R
    ) -> Route {
        bodyless(.delete, pattern, access, summary, [], status, handler)
    }

    /// Answers with bytes of its own: another media type, another status, no JSON.
    public static func raw(
        _ method: HTTPRequest.Method, _ pattern: String, _ access: Access, _ summary: String,
        query: [QueryField] = [], _ handler: @escaping @Sendable (Call) async throws -> Reply
    ) -> Route {
        Route(
            face: Face(
                method: method, pattern: pattern, access: access, summary: summary, query: query, isRaw: true),
            answer: handler)
    }

    private static func bodyless<R: Codable & Sendable>(
        _ method: HTTPRequest.Method, _ pattern: String, _ access: Access, _ summary: String, _ query: [QueryField],
        _ status: Int, _ handler: @escaping @Sendable (Call) async throws -> R
    ) -> Route {
        Route(
            face: Face(
                method: method, pattern: pattern, access: access, summary: summary, query: query, status: status,
                reply: R.self)
        ) { call in try Reply.json(try await handler(call), status: status) }
    }

    private static func bodied<B: Decodable & Sendable, R: Codable & Sendable>(
        _ method: HTTPRequest.Method, _ pattern: String, _ access: Access, _ summary: String, _ status: Int,
        _ handler: @escaping @Sendable (Call, B) async throws -> R
    ) -> Route {
        Route(
            face: Face(
                method: method, pattern: pattern, access: access, summary: summary, status: status, body: B.self,
                reply: R.self)
        ) { call in
            let body = try WebJSON.decode(B.self, from: call.body)
            return try Reply.json(try await handler(call, body), status: status)
        }
    }
}
