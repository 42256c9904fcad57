import AsyncHTTPClient
import Channels
import Connectors
import Foundation
import Journey
import Logging
import ServiceLifecycle
import Staff
import Store
import Synchronization
import UnixSignals
import Web

/// The running server: its services, started together and stopped together.
struct ServedProduct: Sendable {
    private let flags: Serve
    private let built: Built
    private let first: FirstRun
    private let logger: Logger

    init(_ flags: Serve, _ built: Built, _ first: FirstRun, logger: Logger) {
        self.flags = flags
        self.built = built
        self.first = first
        self.logger = logger
    }

    func run() async throws {
        let port = try flags.port == 0 ? FreePort.find() : flags.port
        let scheme = flags.tlsCert == nil ? "http" : "https"
        let origin = flags.origin ?? "\(scheme)://\(flags.host):\(port)"
        let client = WebhookSender.makeClient()
        let webhooks = built.webhooks(client)
        let visitors = SimulatedVisitors(
            origin: origin, client: client, perMinute: flags.visitorsPerMinute, logger: logger)
        let shop = flags.demo ? try flags.shopPort.map { try $0 == 0 ? FreePort.find() : $0 } ?? port + 1 : nil
        let presence = PresenceKeeper(hub: built.hub, store: built.store, staff: built.staff, logger: logger)
        let house = built.house(company: company(shop: shop, visitors: visitors), presence: presence)
        let arrows = ArrowRunner(
            built.arrows(boardChanged: { [hub = built.hub] in hub.boardChanged() }), store: built.store,
            logger: logger)
        try await presence.serverStarted()
        var services: [any Service] = [
            arrows, TimerRunner(store: built.store, logger: logger),
            OutboxRunner(store: built.store, senders: ["webhook": { try await webhooks.send($0) }], logger: logger),
            Housekeeping(built: built, logger: logger),
            try web(house, arrows, port: port, origin: origin, shop: shop),
        ]
        if let shop {
            services.append(try shopServer(origin: origin, port: shop))
            services.append(visitors)
        }
        let group = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger))
        do {
            try await group.run()
        } catch {
            try? await client.shutdown()
            throw error
        }
        try await client.shutdown()
        try await built.store.close()
    }

    private func company(shop: Int?, visitors: SimulatedVisitors) -> Company {
        let words = built.words.company
        let name = flags.demo ? Phrase(zh: words.name_zh, en: words.name_en) : Phrase(zh: "喜鹊", en: "Magpie")
        return Company(
            name: name, offsetSeconds: built.offsetSeconds,
            demo: shop.map { shop in
                Company.Demo(
                    accounts: first.shown.map { .init(login: $0.login, role: $0.role, name: $0.name) },
                    shopURL: "http://\(flags.host):\(shop)/",
                    visitors: { await visitors.state() }, setVisitors: { await visitors.set(on: $0, perMinute: $1) })
            })
    }

    private func assets() throws -> PageAssets {
        if let root = flags.webRoot { return try PageAssets.folder(root) }
        return try PageAssets.embedded()
    }

    private func web(
        _ house: House, _ arrows: ArrowRunner, port: Int, origin: String, shop: Int?
    ) throws -> WebServer {
        var configuration = WebConfiguration(host: flags.host, port: port)
        configuration.origins = [origin]
        configuration.trustedProxies = flags.trustedProxy.compactMap(AddressRange.init)
        configuration.limits.requestsPerSecond = flags.rate > 0 ? flags.rate : nil
        configuration.limits.connectionsMax = flags.connections
        if let certificate = flags.tlsCert, let key = flags.tlsKey {
            configuration.tls = TLSFiles(certificate: certificate, key: key)
        }
        let pages = Pages.product(try assets()) { key in
            let channel = try? await house.store.read { try house.channels.active(key: key, in: $0) }
            guard let channel else { return [] }
            return channel.allowedOrigins.isEmpty ? ["*"] : channel.allowedOrigins
        }
        let loop = PageServer(house: house, sends: flags.rate > 0 ? SendLimit() : nil, logger: logger)
        return WebServer(
            configuration: configuration,
            routes: ProductRoutes.all(
                house, version: Version.current, origin: origin,
                retry: { arrows.retry(arrow: $0, stream: $1) }),
            authenticator: house.authenticator, pages: pages, idempotency: house.ledger,
            socket: { await loop.serve($0) }, readiness: { await ready(house) },
            listening: { [self] _ in announce(origin: origin, shop: shop) }, logger: logger)
    }

    private func ready(_ house: House) async -> Readiness {
        do {
            _ = try await house.store.read { try house.staff.teams(as: .system, in: $0) }
            return Readiness(ready: true, parts: ["database": "ok"])
        } catch {
            return Readiness(ready: false, parts: ["database": "\(error)"])
        }
    }

    private func shopServer(origin: String, port: Int) throws -> WebServer {
        var configuration = WebConfiguration(host: flags.host, port: port)
        configuration.limits.requestsPerSecond = flags.rate > 0 ? flags.rate : nil
        let pages = Pages.site(
            try assets(), home: "/shop.html", embedding: [origin],
            replacing: ["{{MAGPIE_ORIGIN}}": origin, "{{CHANNEL_KEY}}": DemoSeed.webChannelKey])
        return WebServer(configuration: configuration, pages: pages, logger: logger)
    }

    /// Printed once the server answers: where it is, and the first sign-in.
    private func announce(origin: String, shop: Int?) {
        var lines = ["", "  Magpie \(Version.current) · 喜鹊", "", "  \(origin)/"]
        if let shop { lines.append("  http://\(flags.host):\(shop)/  (demo shop · 演示商店)") }
        if !first.shown.isEmpty {
            lines += ["", "  Sign in · 登录:"]
            lines += first.shown.map { "    \($0.login)  \($0.password)  (\($0.role.rawValue), \($0.name))" }
        }
        print((lines + [""]).joined(separator: "\n"))
        fflush(nil)
    }
}
