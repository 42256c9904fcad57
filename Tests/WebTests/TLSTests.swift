import Dispatch
import Foundation
import Testing

@testable import Web

/// Runs the system's `openssl`, for a certificate and as a client that is not ours.
enum OpenSSL {
    static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static func run(_ arguments: [String], input: [UInt8] = []) async throws -> String {
        let path = try #require(path)
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try wait(path, arguments, input) })
            }
        }
    }

    private static func wait(_ path: String, _ arguments: [String], _ input: [UInt8]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (entry, exit) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (entry, exit, FileHandle.nullDevice)
        try process.run()
        try entry.fileHandleForWriting.write(contentsOf: Data(input))
        let output = exit.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}

@Suite(.enabled(if: OpenSSL.path != nil)) struct TLSTests {
    @Test("Pages, the interface and sockets over TLS, by certificate and key files")
    func overTLS() async throws {
        let name = "tls-\(UInt64.random(in: 0...UInt64.max))"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (certificate, key) = (folder.path + "/c.pem", folder.path + "/k.pem")
        _ = try await OpenSSL.run([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=desk.test", "-addext", "subjectAltName=DNS:desk.test", "-keyout", key, "-out", certificate,
        ])
        var configuration = WebConfiguration.forTests
        configuration.tls = TLSFiles(certificate: certificate, key: key)
        let echo: @Sendable (Socket) async -> Void = { socket in for await text in socket.frames { socket.send(text) } }
        let seconds = try await TestServer.run(configuration, socket: echo) { server in
            let client = [
                "s_client", "-quiet", "-verify_return_error", "-CAfile", certificate, "-servername", "desk.test",
                "-verify_hostname", "desk.test", "-connect", "127.0.0.1:\(server.port)",
            ]
            let ask = "GET /healthz HTTP/1.1\r\nHost: desk.test\r\nConnection: close\r\n\r\n"
            let answer = try await OpenSSL.run(client, input: Array(ask.utf8))
            #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
            #expect(answer.lowercased().contains("strict-transport-security: max-age="))
            let open = """
                GET /socket HTTP/1.1\r\nHost: desk.test\r\nOrigin: https://desk.test\r\nUpgrade: websocket\r
                Connection: Upgrade\r\nSec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n
                """
            // A ping, masked with zeros, then a close.
            let frames: [UInt8] = [0x89, 0x85, 0, 0, 0, 0] + Array("Hello".utf8) + [0x88, 0x80, 0, 0, 0, 0]
            let opened = try await OpenSSL.run(client, input: Array(open.utf8) + frames)
            #expect(opened.hasPrefix("HTTP/1.1 101"))
            #expect(opened.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
            #expect(opened.contains("Hello"))
            _ = try Wire(port: server.port)
        }
        #expect(seconds < 2)
    }
}
