public import Logging
public import ServiceLifecycle
import HummingbirdCore
import HummingbirdTLS
import NIOCore
import NIOPosix
import NIOSSL

/// The web server: pages, the JSON interface and the live sockets on one port.
///
/// A service: it runs until the graceful shutdown of its group, tells the sockets to come back (1001), lets requests
/// finish, and returns.
public struct WebServer: Service {
    private let configuration: WebConfiguration
    private let routes: [Route]
    private let authenticator: Authenticator
    private let pages: Pages
    private let idempotency: IdempotencyLedger?
    private let socket: (@Sendable (Socket) async -> Void)?
    private let ops: OpsRoutes
    private let figures = WebFigures()
    private let listening: @Sendable (Int) async -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - socket: serves one WebSocket until it returns; nil for a server without `/socket`.
    ///   - readiness: asked by `GET /readyz`.
    ///   - moreMetrics: lines in the Prometheus text format, added to the server's own.
    ///   - listening: called with the port once connections are accepted.
    public init(
        configuration: WebConfiguration, routes: [Route] = [], authenticator: Authenticator = .nobody,
        pages: Pages = .none, idempotency: IdempotencyLedger? = nil,
        socket: (@Sendable (Socket) async -> Void)? = nil,
        readiness: @escaping @Sendable () async -> Readiness = { Readiness(ready: true) },
        moreMetrics: @escaping @Sendable () async -> String = { "" },
        listening: @escaping @Sendable (Int) async -> Void = { _ in }, logger: Logger
    ) {
        self.configuration = configuration
        self.routes = routes
        self.authenticator = authenticator
        self.pages = pages
        self.idempotency = idempotency
        self.socket = socket
        self.listening = listening
        self.logger = logger
        ops = OpsRoutes(
            readiness: readiness, moreMetrics: moreMetrics, readers: configuration.metricsReaders, figures: figures)
    }

    /// - Throws: `RouteFault` for routes that contradict each other, `WebServerFault` for files and addresses that
    ///   cannot be used.
    public func run() async throws {
        let server = try makeServer()
        let drain = configuration.limits.drainSecondsMax
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await server.run() } catch let error as IOError {
                    throw WebServerFault.cannotListen(
                        host: configuration.host, port: configuration.port, cause: "\(error)")
                }
            }
            group.addTask {
                try await gracefulShutdown()
                try await Task.sleep(for: .seconds(drain))
            }
            // Whichever comes first: everything was answered, or the time for it is over.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func makeServer() throws -> any Service {
        let port = try makePort()
        let address = BindAddress.hostname(configuration.host, port: configuration.port)
        let listening = listening
        let logger = logger
        let onServerRunning: @Sendable (any Channel) async -> Void = { channel in
            let port = channel.localAddress?.port ?? 0
            logger.info("listening", metadata: ["address": "\(configuration.host):\(port)"])
            await listening(port)
        }
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let settings = ServerConfiguration(address: address, serverName: nil)
        let group = MultiThreadedEventLoopGroup.singleton
        if let files = configuration.tls {
            return try TLSChannel(port, tlsConfiguration: try files.settings()).server(
                configuration: settings, onServerRunning: onServerRunning, eventLoopGroup: group, logger: quiet)
        }
        return port.server(
            configuration: settings, onServerRunning: onServerRunning, eventLoopGroup: group, logger: quiet)
    }

    private func makePort() throws -> PortChannel {
        let all = routes + ops.routes(documenting: routes)
        let gates = RateGates(configuration.limits, routes: all)
        let reception = Reception(
            table: try RouteTable(all), authenticator: authenticator, pages: pages,
            runs: idempotency.map { IdempotentRuns($0) }, configuration: configuration, gates: gates,
            figures: figures, logger: logger)
        return PortChannel(
            configuration: configuration, isTLS: configuration.tls != nil, reception: reception,
            door: socket == nil ? nil : SocketDoor(configuration: configuration, gates: gates),
            onSocket: socket ?? { _ in })
    }
}
