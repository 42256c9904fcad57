import Logging
import ServiceLifecycle

@testable import Web

/// A real server on a port of its own for the length of a test.
struct TestServer {
    let port: Int
    let group: ServiceGroup

    func browser() throws -> Browser { try Browser(port: port) }

    /// Runs the server, then the test against it, then stops the server as a signal would.
    ///
    /// - Returns: the seconds that stopping took.
    @discardableResult
    static func run(
        _ configuration: WebConfiguration = .forTests, routes: [Route] = [],
        authenticator: Authenticator = .nobody, pages: Pages = .none, idempotency: IdempotencyLedger? = nil,
        socket: (@Sendable (Socket) async -> Void)? = nil, logger: Logger = .silent,
        readiness: @escaping @Sendable () async -> Readiness = { Readiness(ready: true) },
        _ test: (TestServer) async throws -> Void
    ) async throws -> Double {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let server = WebServer(
            configuration: configuration, routes: routes, authenticator: authenticator, pages: pages,
            idempotency: idempotency, socket: socket, readiness: readiness,
            moreMetrics: { "magpie_more 1\n" }, listening: { listening.yield($0) }, logger: logger)
        let group = ServiceGroup(services: [server], logger: .silent)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listening.finish() }
                try await group.run()
            }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else {
                try await tasks.next()
                throw Wire.Failure(what: "the server did not start")
            }
            let result: Result<Void, any Error>
            do { result = .success(try await test(TestServer(port: port, group: group))) } catch {
                result = .failure(error)
            }
            let before = ContinuousClock.now
            await group.triggerGracefulShutdown()
            try await tasks.next()
            try result.get()
            return (ContinuousClock.now - before) / .seconds(1)
        }
    }
}

extension WebConfiguration {
    static var forTests: WebConfiguration { WebConfiguration(host: "127.0.0.1", port: 0) }
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
