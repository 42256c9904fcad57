import Foundation
import Journey
import Testing

@testable import Web

@Suite struct OpsTests {
    let routes = [Route.get("/api/v1/things/{id}", .anyone, "One thing") { _ in ["a": 1] }]

    @Test("Figures count requests by route, method and status, and carry further lines")
    func metrics() async throws {
        let echo: @Sendable (Socket) async -> Void = { socket in for await text in socket.frames { socket.send(text) } }
        try await TestServer.run(routes: routes, socket: echo) { server in
            let browser = try server.browser()
            for id in 0..<3 { _ = try await browser.ask("GET", "/api/v1/things/\(id)") }
            _ = try await browser.ask("GET", "/api/none")
            let page = try await WebSocketPage(port: server.port)
            await page.send("a")
            _ = try await page.next()
            let figures = try await browser.ask("GET", "/metrics")
            #expect(figures.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let lines = Set(figures.text.split(separator: "\n").map(String.init))
            let expected = [
                #"magpie_http_requests_total{route="/api/v1/things/{id}",method="GET",status="200"} 3"#,
                #"magpie_http_requests_total{route="-",method="GET",status="404"} 1"#,
                #"magpie_http_request_seconds_count{route="/api/v1/things/{id}"} 3"#,
                #"magpie_http_request_seconds_bucket{route="/api/v1/things/{id}",le="+Inf"} 3"#,
                "magpie_connections_open 2", "magpie_sockets_open 1", "magpie_socket_frames_in_total 1",
                "magpie_socket_frames_out_total 1", "magpie_more 1",
            ]
            for line in expected { #expect(lines.contains(line), "\(line)") }
            let memory = lines.first { $0.hasPrefix("process_resident_memory_bytes ") }
            #expect(memory.flatMap { Int($0.split(separator: " ")[1]) } ?? 0 > 1 << 20)
        }
    }

    @Test("Only the readers who were named see the figures")
    func readers() async throws {
        var configuration = WebConfiguration.forTests
        configuration.metricsReaders = [AddressRange("10.0.0.0/8")].compactMap { $0 }
        try await TestServer.run(configuration) { server in
            let figures = try await server.browser().ask("GET", "/metrics")
            #expect(figures.status == 404)
        }
    }

    @Test("Alive is not ready")
    func readiness() async throws {
        let broken: @Sendable () async -> Readiness = { Readiness(ready: false, parts: ["database": "locked"]) }
        try await TestServer.run(readiness: broken) { server in
            let browser = try server.browser()
            #expect(try await browser.ask("GET", "/healthz").status == 200)
            let ready = try await browser.ask("GET", "/readyz")
            #expect(ready.status == 503)
            #expect(ready.json("parts.database") == "locked")
        }
    }

    @Test("The interface describes itself")
    func document() async throws {
        try await TestServer.run(routes: routes) { server in
            let document = try await server.browser().ask("GET", "/api/openapi.json")
            #expect(document.json("openapi") == "3.1.0")
            #expect(document.json("paths./api/v1/things/{id}.get.summary") == "One thing")
        }
    }

    @Test("A port that is taken, or files that are no certificate, stop the server with a reason")
    func starting() async throws {
        try await TestServer.run { server in
            var configuration = WebConfiguration.forTests
            configuration.port = server.port
            await #expect(throws: WebServerFault.self) {
                try await WebServer(configuration: configuration, logger: .silent).run()
            }
        }
        var configuration = WebConfiguration.forTests
        configuration.tls = TLSFiles(certificate: "/nowhere.pem", key: "/nowhere.key")
        let server = WebServer(configuration: configuration, logger: .silent)
        await #expect(throws: WebServerFault.certificateUnreadable(path: "/nowhere.pem")) { try await server.run() }
    }
}
