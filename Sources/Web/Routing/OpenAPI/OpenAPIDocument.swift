import HTTPTypes

/// The description of the interface (OpenAPI 3.1), made from the routes themselves.
public enum OpenAPIDocument {
    /// The document as JSON.
    ///
    /// - Parameter version: of the interface, not of the product.
    public static func make(routes: [Route], title: String = "Magpie", version: String = "1") -> [UInt8] {
        Array(document(routes, title, version).json.utf8)
    }

    /// Types whose schema is not complete; a test of the product's routes keeps this empty.
    public static func incompleteTypes(of routes: [Route]) -> [String] {
        let book = SchemaBook()
        for route in routes { _ = operation(route.face, book) }
        return book.incomplete.sorted()
    }

    static func document(_ routes: [Route], _ title: String, _ version: String) -> JSONNode {
        let book = SchemaBook()
        let error = book.schema(of: ErrorBody.self)
        let paths = Dictionary(grouping: routes, by: \.face.pattern).sorted { $0.key < $1.key }.map { path, routes in
            JSONNode.Field(
                name: path,
                value: .object(
                    routes.map { .init(name: $0.face.method.rawValue.lowercased(), value: operation($0.face, book)) }))
        }
        let failure = JSONNode.fields([
            "description": .text("Refused or failed"), "content": content(error),
        ])
        let schemas = book.components.sorted { $0.key < $1.key }.map { JSONNode.Field(name: $0.key, value: $0.value) }
        return .fields([
            "openapi": .text("3.1.0"),
            "info": .fields(["title": .text(title), "version": .text(version)]),
            "paths": .object(paths),
            "components": .fields([
                "schemas": .object(schemas), "responses": .fields(["error": failure]), "securitySchemes": schemes,
            ]),
        ])
    }

    private static let schemes = JSONNode.fields([
        "session": .fields([
            "type": .text("apiKey"), "in": .text("cookie"), "name": .text(Authenticator.cookieName),
        ]),
        "visitor": .fields(["type": .text("http"), "scheme": .text("bearer")]),
        "channel": .fields(["type": .text("http"), "scheme": .text("bearer")]),
    ])

    private static func operation(_ face: Route.Face, _ book: SchemaBook) -> JSONNode {
        var node = JSONNode.fields([
            "operationId": .text(operationID(face)), "summary": .text(face.summary), "security": security(face.access),
        ])
        let parameters = OpenAPIParameters.all(face)
        if !parameters.isEmpty { node = node.adding("parameters", .list(parameters)) }
        if let body = face.body {
            node = node.adding(
                "requestBody", .fields(["required": .flag(true), "content": content(book.schema(of: body))]))
        }
        var answer = JSONNode.fields(["description": .text(face.isRaw ? "Bytes" : "Done")])
        if let reply = face.reply, face.status != 204 {
            answer = answer.adding("content", content(book.schema(of: reply)))
        }
        let failure = JSONNode.fields(["$ref": .text("#/components/responses/error")])
        let answers = [("\(face.status)", answer), ("default", failure)]
        return node.adding("responses", .object(answers.map { JSONNode.Field(name: $0.0, value: $0.1) }))
    }

    private static func content(_ schema: JSONNode) -> JSONNode {
        .fields(["application/json": .fields(["schema": schema])])
    }

    private static func security(_ access: Access) -> JSONNode {
        switch access {
        case .anyone: .list([])
        case .agent: .list([.fields(["session": .list([])])])
        case .visitor: .list([.fields(["visitor": .list([])])])
        case .channel: .list([.fields(["channel": .list([])])])
        }
    }

    /// `getConversationsIdMessages`
    private static func operationID(_ face: Route.Face) -> String {
        let words = face.pattern.split { !$0.isLetter && !$0.isNumber }.drop { $0 == "api" || $0 == "v1" }
        return face.method.rawValue.lowercased() + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
