import HTTPTypes

/// What an operation takes beside its body: parts of the path, the query, headers.
enum OpenAPIParameters {
    static func all(_ face: Route.Face) -> [JSONNode] {
        let text = JSONNode.fields(["type": .text("string")])
        let path = face.pattern.split(separator: "/").filter { $0.hasPrefix("{") }.map { segment in
            parameter(String(segment.dropFirst().dropLast()), "path", isRequired: true, text)
        }
        let query = face.query.map { field in
            parameter(field.name, "query", isRequired: field.isRequired, schema(field.kind))
                .adding("description", .text(field.summary))
        }
        return path + query + headers(face)
    }

    private static func headers(_ face: Route.Face) -> [JSONNode] {
        let text = JSONNode.fields(["type": .text("string")])
        var headers: [JSONNode] = []
        if case .agent = face.access, face.method != .get {
            headers.append(parameter("X-CSRF-Token", "header", isRequired: true, text))
        }
        let isForPrograms = face.access == .channel || headers.count == 1
        if face.method == .post, isForPrograms, face.keepsIdempotentReplies {
            headers.append(parameter("Idempotency-Key", "header", isRequired: false, text))
        }
        return headers
    }

    private static func parameter(_ name: String, _ place: String, isRequired: Bool, _ schema: JSONNode) -> JSONNode {
        .fields([
            "name": .text(name), "in": .text(place), "required": .flag(isRequired), "schema": schema,
        ])
    }

    private static func schema(_ kind: QueryField.Kind) -> JSONNode {
        switch kind {
        case .id: .fields(["type": .text("string"), "format": .text("uuid")])
        case .text, .number, .flag: .fields(["type": .text(kind.rawValue)])
        }
    }
}
