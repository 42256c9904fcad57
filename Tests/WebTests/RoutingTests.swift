import Foundation
import HTTPTypes
import Journey
import Testing

@testable import Web

struct Greeting: Codable, Sendable, Equatable {
    var name: String
    var times: Int
}

/// A refusal as a stage writes one.
enum SampleRefusal: Refusal, PausingRefusal {
    case because(RefusalReason)

    var reason: RefusalReason {
        switch self {
        case .because(let reason): reason
        }
    }
    var sentence: Phrase { Phrase(zh: "不行。", en: "No.") }
    var field: String? { "text" }
    var retryAfterSeconds: Int { 7 }
}

struct Unforeseen: Error { let secret = "postgres://user:password@host" }

@Suite struct RoutingTests {
    let routes = [
        Route.get("/api/v1/things/{id}", .anyone, "One thing") { call in
            let id: ConversationID = try call.parameter("id")
            return ["id": id.description, "query": call.query["q"] ?? "-"]
        },
        Route.get("/api/v1/things/latest", .anyone, "The newest thing") { _ in ["id": "latest"] },
        Route.post("/api/v1/greetings", .anyone, "Greet", body: Greeting.self, status: 201) { _, greeting in
            Greeting(name: greeting.name.uppercased(), times: greeting.times + 1)
        },
        Route.delete("/api/v1/greetings", .anyone, "Forget") { _ in WithHeaders(Empty(), cookies: ["a=b", "c=d"]) },
        Route.post("/api/v1/refused/{reason}", .anyone, "Refuse") { call -> Empty in
            throw SampleRefusal.because(RefusalReason(rawValue: call.parameter("reason")) ?? .badInput)
        },
        Route.get("/api/v1/broken", .anyone, "Break") { _ -> Empty in throw Unforeseen() },
        Route.raw(.get, "/export.csv", .anyone, "Export") { _ in
            Reply(headers: [.contentType: "text/csv"], body: Array("a,b\n".utf8))
        },
    ]

    @Test("A named segment becomes a parameter, a literal one wins over it, the query is decoded")
    func parameters() async throws {
        try await TestServer.run(routes: routes) { server in
            let browser = try server.browser()
            let id = "018f0000-0000-7000-8000-000000000001"
            let one = try await browser.ask("GET", "/api/v1/things/\(id)?q=%E5%96%9C+%26")
            #expect(one.status == 200)
            #expect(one.json("id") == id)
            #expect(one.json("query") == "喜 &")
            #expect(try await browser.ask("GET", "/api/v1/things/latest").json("id") == "latest")
            let wrong = try await browser.ask("GET", "/api/v1/things/42")
            #expect(wrong.status == 400)
            #expect(wrong.json("error.code") == "bad_input")
            #expect(wrong.json("error.field") == "id")
        }
    }

    @Test("A body is decoded, the reply encoded with its status; headers of a reply are sent")
    func bodies() async throws {
        try await TestServer.run(routes: routes) { server in
            let browser = try server.browser()
            let reply = try await browser.ask("POST", "/api/v1/greetings", body: #"{"name":"li","times":1}"#)
            #expect(reply.status == 201)
            #expect(try JSONDecoder().decode(Greeting.self, from: Data(reply.body)) == Greeting(name: "LI", times: 2))
            #expect(reply.headers["cache-control"] == "no-store")
            let gone = try await browser.ask("DELETE", "/api/v1/greetings")
            #expect(gone.text == "{}")
            #expect(gone.headers["set-cookie"] == "c=d")
            let raw = try await browser.ask("GET", "/export.csv")
            #expect(raw.text == "a,b\n")
            #expect(raw.headers["content-type"] == "text/csv")
        }
    }

    @Test(
        "A body that does not fit is refused, naming the field",
        arguments: [
            (#"{"name":"li"}"#, "times"), (#"{"name":"li","times":"x"}"#, "times"),
            (#"{"name":null,"times":1}"#, "name"),
            (#"{"name":"#, "null"), ("[]", "null"), ("", "null"),
        ])
    func misfits(body: String, field: String) async throws {
        try await TestServer.run(routes: routes) { server in
            let reply = try await server.browser().ask("POST", "/api/v1/greetings", body: body)
            #expect(reply.status == 400)
            #expect(reply.json("error.code") == "bad_input")
            #expect(reply.json("error.field") == field)
        }
    }

    @Test("A body of another type is refused before it is read")
    func types() async throws {
        try await TestServer.run(routes: routes) { server in
            let browser = try server.browser()
            let form = try await browser.ask(
                "POST", "/api/v1/greetings", ["Content-Type": "text/plain"], body: #"{"name":"li","times":1}"#)
            #expect(form.status == 415)
            let typed = try await browser.ask(
                "POST", "/api/v1/greetings", ["Content-Type": "Application/JSON; charset=utf-8"],
                body: #"{"name":"li","times":1}"#)
            #expect(typed.status == 201)
        }
    }

    @Test("Unknown paths, other methods and bad escapes have answers of their own")
    func misses() async throws {
        try await TestServer.run(routes: routes) { server in
            let browser = try server.browser()
            let unknown = try await browser.ask("GET", "/api/v2/things")
            #expect(unknown.status == 404)
            #expect(unknown.json("error.code") == "not_found")
            let method = try await browser.ask("PUT", "/api/v1/greetings", body: "{}")
            #expect(method.status == 405)
            #expect(method.headers["allow"] == "DELETE, POST")
            for target in ["/api/%zz", "/api/%ff", "/api/a%00b", "/api/../secret", "/api/%2e%2e/secret"] {
                let reply = try await browser.ask("GET", target)
                #expect(reply.status == 400, "\(target)")
            }
            let head = try await browser.ask("HEAD", "/api/v1/things/latest")
            #expect(head.status == 200)
            #expect(head.headers["content-length"] == "15")
            #expect(try await browser.ask("GET", "/healthz").text == "ok\n")
        }
    }

    @Test(
        "Each kind of refusal has its status and code",
        arguments: [
            (RefusalReason.badInput, 400), (.unauthenticated, 401), (.passwordChangeRequired, 403), (.forbidden, 403),
            (.notFound, 404), (.conflict, 409), (.tooLarge, 413), (.locked, 423), (.tooMany, 429), (.unavailable, 503),
        ])
    func refusals(reason: RefusalReason, status: Int) async throws {
        try await TestServer.run(routes: routes) { server in
            let browser = try server.browser()
            let reply = try await browser.ask(
                "POST", "/api/v1/refused/\(reason.rawValue)", ["Accept-Language": "en", "X-Request-Id": "r-1"])
            #expect(reply.status == status)
            #expect(reply.json("error.code") == reason.rawValue)
            #expect(reply.json("error.message") == "No.")
            #expect(reply.json("error.field") == "text")
            #expect(reply.json("error.request") == "r-1")
            #expect(reply.headers["x-request-id"] == "r-1")
            #expect(reply.headers["retry-after"] == (reason == .tooMany ? "7" : nil))
            let chinese = try await browser.ask("POST", "/api/v1/refused/\(reason.rawValue)")
            #expect(chinese.json("error.message") == "不行。")
        }
    }

    @Test("What nobody foresaw is an internal error: its cause is in the log under the request id, not in the answer")
    func unforeseen() async throws {
        let log = RecordedLog()
        try await TestServer.run(routes: routes, logger: log.logger) { server in
            let reply = try await server.browser().ask(
                "GET", "/api/v1/broken?token=hush", ["X-Request-Id": "bad id with spaces"])
            #expect(reply.status == 500)
            #expect(reply.json("error.code") == "internal")
            #expect(!reply.text.contains("postgres"))
            let request = try #require(reply.json("error.request"))
            #expect(request.count == 16)
            let failed = try #require(log.lines.first { $0.message == "request failed" })
            #expect(failed.metadata["request"] == request)
            #expect(failed.metadata["error"]?.contains("postgres") == true)
            let line = try #require(log.lines.first { $0.message == "request" && $0.metadata["request"] == request })
            #expect(line.metadata["status"] == "500")
            #expect(line.metadata["path"] == "/api/v1/broken")
            #expect(!log.lines.contains { "\($0)".contains("hush") })
        }
    }

    @Test("Routes that contradict each other, or are none, stop the server from starting")
    func faults() throws {
        func get(_ pattern: String) -> Route { Route.get(pattern, .anyone, "") { _ in Empty() } }
        #expect(throws: RouteFault.claimedTwice(method: "GET", pattern: "/a/{y}")) {
            try RouteTable([get("/a/{x}"), get("/a/{y}")])
        }
        for pattern in ["a", "/a//b", "/a/{", "/a/{}", "/{x}/{x}"] {
            #expect(throws: RouteFault.notAPattern(pattern)) { try RouteTable([get(pattern)]) }
        }
    }
}
