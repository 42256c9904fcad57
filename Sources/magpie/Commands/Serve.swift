import ArgumentParser
import Connectors
import Foundation
import Journey
import Logging
import Security
import ServiceLifecycle
import Store
import Web

/// `magpie serve`: the product.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the product: pages, HTTP interface and live sockets on one port.")

    @OptionGroup var place: DataPlace
    @Option(help: "Address to listen on.") var host = "127.0.0.1"
    @Option(help: "Port to listen on; 0 picks a free one.") var port = 8080
    @Flag(help: "Seed a demo company and let simulated visitors come.") var demo = false
    @Option(help: "Port of the demo's shop; 0 picks a free one. Default: the port after the server's.")
    var shopPort: Int?
    @Option(help: "Simulated visitors a minute in the demo; 0 begins with none.") var visitorsPerMinute = 6.0
    @Option(help: "Days of history in a fresh demo.") var demoDays = 30
    @Option(help: "Certificate chain, PEM.") var tlsCert: String?
    @Option(help: "Private key, PEM.") var tlsKey: String?
    @Option(help: "Networks of proxies whose X-Forwarded headers are believed, as CIDR.")
    var trustedProxy: [String] = []
    @Option(help: "Public origin of the pages, as https://desk.example; default: this host and port.")
    var origin: String?
    @Option(help: "Folder with the pages, instead of the embedded ones.") var webRoot: String?
    @Option(help: "Requests a second and address, 0 for no limit.") var rate = 100.0
    @Option(help: "Open connections.") var connections = 10_000
    @Flag(help: "Allow webhooks to this machine and private networks.") var privateWebhooks = false
    @Option(help: "Log level: trace, debug, info, notice, warning, error, critical.") var logLevel = "notice"

    func validate() throws {
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level: there is no level “\(logLevel)”.")
        }
        for range in trustedProxy where AddressRange(range) == nil {
            throw ValidationError("--trusted-proxy: “\(range)” is not a network like 10.0.0.0/8.")
        }
        guard (tlsCert == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-cert and --tls-key belong together.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "magpie") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .notice
        var options = place.options(allowsPrivateWebhooks: demo || privateWebhooks)
        options.demo = demo
        if demo { try await DemoSeed.ifEmpty(options, size: .init(days: max(0, demoDays)), logger: logger) }
        let built = try await Built(options, logger: logger)
        let first = try await FirstRun.prepare(built, demo: demo)
        try await ServedProduct(self, built, first, logger: logger).run()
    }
}

/// Where the data is: the same options for every command.
struct DataPlace: ParsableArguments {
    @Option(help: "Folder of the database, the master key and the models.") var data = "data"
    @Option(help: "postgres://… instead of SQLite in the data folder.") var database: String?

    func options(allowsPrivateWebhooks: Bool = false) -> Built.Options {
        Built.Options(
            data: data, database: database ?? ProcessInfo.processInfo.environment["MAGPIE_DATABASE"],
            allowsPrivateWebhooks: allowsPrivateWebhooks)
    }
}
