import Foundation
import Journey
import Testing

@testable import Web

enum Shade: String, Codable, CaseIterable, Sendable { case light, dark }

struct Paint: Codable, Sendable {
    struct Layer: Codable, Sendable {
        let shade: Shade
        let below: [Layer]
    }

    let id: ConversationID
    let at: Timestamp
    let layers: [Layer]
    let price: Money?
    let labels: [String: Int]
    let note: String?
    let isDry: Bool
    let weight: Double
    let message: Message?
}

/// A field that may be absent, null or given.
struct Change: Decodable, Sendable {
    let name: String
    let shade: Shade??

    enum CodingKeys: String, CodingKey { case name, shade }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decode(String.self, forKey: .name)
        shade = fields.contains(.shade) ? .some(try fields.decodeIfPresent(Shade.self, forKey: .shade)) : nil
    }
}

/// JSON of any shape.
enum Anything: Decodable, Sendable {
    case null, flag(Bool), text(String)

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else {
            self = .text(try value.decode(String.self))
        }
    }
}

/// Cannot be made from samples.
struct Picky: Codable, Sendable {
    let text: String

    init(from decoder: any Decoder) throws {
        text = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .text)
        guard text == "exactly this" else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "picky"))
        }
    }
}

@Suite struct OpenAPITests {
    func schema(_ type: any Decodable.Type) -> String {
        let book = SchemaBook()
        _ = book.schema(of: type)
        return book.components.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.json)" }.joined(separator: "\n")
    }

    @Test("Fields, optional ones, ids, times, lists, dictionaries, enums and a type inside itself")
    func types() throws {
        let text = schema(Paint.self)
        let paint = try #require(text.split(separator: "\n").first { $0.hasPrefix("Paint ") })
        let expected = [
            #""id":{"type":"string","format":"uuid"}"#, #""at":{"type":"string","format":"date-time"}"#,
            ##""layers":{"type":"array","items":{"$ref":"#/components/schemas/Paint.Layer"}}"##,
            ##""price":{"anyOf":[{"$ref":"#/components/schemas/Money"},{"type":"null"}]}"##,
            #""labels":{"type":"object","additionalProperties":{"type":"integer","format":"int64"}}"#,
            #""note":{"type":["string","null"]}"#, #""isDry":{"type":"boolean"}"#,
            #""weight":{"type":"number","format":"double"}"#,
            #""required":["id","at","layers","labels","isDry","weight"]"#,
        ]
        for part in expected { #expect(paint.contains(part), "\(part)") }
        #expect(text.contains(#"Shade {"type":"string","enum":["light","dark"]}"#))
        #expect(text.contains(##""below":{"type":"array","items":{"$ref":"#/components/schemas/Paint.Layer"}}"##))
        #expect(text.contains(#""kind":{"type":"string","enum":["text","event"]}"#))
    }

    @Test("A hand-written reading with a field that may be absent or null")
    func handWritten() {
        let text = schema(Change.self)
        #expect(text.contains(#""required":["name"]"#))
        #expect(text.contains(##""shade":{"anyOf":[{"$ref":"#/components/schemas/Shade"},{"type":"null"}]}"##))
    }

    @Test("What may be anything is described as anything")
    func anything() { #expect(schema(Anything.self) == "Anything {}") }

    @Test("A type that does not tell everything is known to be incomplete")
    func incomplete() {
        let routes = [Route.get("/api/v1/picky", .anyone, "Picky") { _ -> Picky in throw WebRefusal.noSuchRoute }]
        #expect(OpenAPIDocument.incompleteTypes(of: routes) == ["Picky"])
        #expect(schema(Picky.self).contains(#""text":{"type":"string"}"#))
        let whole = [Route.get("/api/v1/paint", .anyone, "Paint") { _ -> Paint in throw WebRefusal.noSuchRoute }]
        #expect(OpenAPIDocument.incompleteTypes(of: whole) == [])
    }

    @Test("Operations: parameters, security, bodies, statuses")
    func operations() throws {
        let document = OpenAPIDocument.document(
            [
                Route.get(
                    "/api/v1/paints/{id}", .agent(.agent), "One",
                    query: [QueryField("after", .number, "The last one seen"), QueryField("owner", .id)]
                ) { _ in Greeting(name: "", times: 0) },
                Route.post("/api/v1/paints/{id}", .agent(.supervisor), "Mix", body: Greeting.self, status: 201) {
                    WithHeaders($1, cookies: [$0.path])
                },
                Route.delete("/api/v1/paints/{id}", .visitor, "Pour away", status: 204) { _ in Empty() },
            ], "T", "1")
        let path = try #require(document["paths"]?["/api/v1/paints/{id}"])
        let get = try #require(path["get"]?.json)
        #expect(get.contains(#""operationId":"getPaintsId""#))
        #expect(get.contains(#""security":[{"session":[]}]"#))
        #expect(get.contains(#"{"name":"id","in":"path","required":true,"schema":{"type":"string"}}"#))
        #expect(get.contains(#""name":"owner","in":"query","required":false"#))
        #expect(get.contains(#""schema":{"type":"string","format":"uuid"}"#))
        #expect(!get.contains("X-CSRF-Token"))
        let post = try #require(path["post"]?.json)
        #expect(post.contains(#""name":"X-CSRF-Token""#))
        #expect(post.contains(#""name":"Idempotency-Key""#))
        #expect(post.contains(#""requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#))
        #expect(post.contains(#""201":{"description":"Done","content":{"application/json":{"schema":{"$ref":"#))
        #expect(post.contains("#/components/schemas/Greeting"))
        #expect(path["delete"]?.json.contains(#""204":{"description":"Done"}"#) == true)
        let data = Data(document.json.utf8)
        #expect(try JSONSerialization.jsonObject(with: data) is [String: Any])
    }

    @Test("Text in the document is escaped as JSON wants it")
    func escaping() throws {
        let text = "a\"b\\c\n\u{1}\u{1f}喜"
        let json = JSONNode.list([.text(text)]).json
        #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [text])
    }
}
