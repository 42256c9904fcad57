/// Everything about the server that an operator may want to set.
public struct WebConfiguration: Sendable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// 0 lets the system choose.
    public var port = 8080
    public var tls: TLSFiles?
    /// Origins beside the server's own from which sockets and changes are accepted: `https://desk.example.com`.
    public var origins: Set<String> = []
    /// Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    public var trustedProxies: [AddressRange] = []
    /// Who may read `/metrics`.
    public var metricsReaders: [AddressRange] = AddressRange.privateNetworks
    public var limits = WebLimits()

    public init() {}

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

/// A certificate chain and its key, in PEM files.
public struct TLSFiles: Sendable {
    public var certificate: String
    public var key: String

    public init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}

/// How much of everything, and for how long.
public struct WebLimits: Sendable {
    public var bodyBytesMax = 1 << 20
    /// All headers of a request together.
    public var headerBytesMax = 16 << 10
    public var headerFieldsMax = 100
    public var connectionsMax = 10_000
    /// From the connection to the end of the first headers.
    public var firstHeadSecondsMax = 10.0
    /// From the headers to the end of the body.
    public var bodySecondsMax = 30.0
    /// Between two requests of one connection.
    public var idleSecondsMax = 60.0
    /// After the signal to stop, for requests still being answered.
    public var drainSecondsMax = 5.0
    /// Each address, on average, for everything but pages; nil for no limit.
    public var requestsPerSecond: Double? = 100
    /// Each address, at once.
    public var requestsBurst = 400.0
    public var socket = SocketLimits()

    public init() {}
}

/// How much a WebSocket may take, and for how long.
public struct SocketLimits: Sendable {
    public var frameBytesMax = 64 << 10
    /// Frames read from the wire that their owner has not taken yet; more stay with the sender.
    public var inboxFramesMax = 8
    public var outboxFramesMax = 256
    public var outboxBytesMax = 1 << 20
    public var pingSeconds = 25.0
    public var silentSecondsMax = 60.0
    /// Without the reader taking anything, before the connection is closed (1013).
    public var stuckSecondsMax = 30.0
    /// For the other end's part of the closing handshake.
    public var closeSecondsMax = 1.0

    public init() {}
}
