import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1
import Synchronization

/// One accepted connection and what becomes of it.
struct PortConnection: ServerChildChannelValue {
    let channel: any Channel
    let use: EventLoopFuture<PortUse>
}

/// HTTP and WebSocket on one port, as a child channel of Hummingbird's server.
struct PortChannel: ServerChildChannel {
    let configuration: WebConfiguration
    let isTLS: Bool
    let reception: Reception
    /// Nil for a server without `/socket`.
    let door: SocketDoor?
    let onSocket: @Sendable (Socket) async -> Void

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<PortConnection> {
        channel.eventLoop.makeCompletedFuture {
            let figures = reception.figures
            let open = figures.connections.add(1, ordering: .relaxed).newValue
            channel.closeFuture.whenComplete { _ in figures.connections.subtract(1, ordering: .relaxed) }
            let promise = channel.eventLoop.makePromise(of: PortUse.self)
            let gate = GateHandler(
                port: self, promise: promise, isCrowded: open > configuration.limits.connectionsMax, logger: logger)
            // A connection may be gone before its handlers are in place, and then nothing else would tell.
            channel.closeFuture.assumeIsolated().whenComplete { _ in gate.end() }
            let pipeline = channel.pipeline.syncOperations
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = configuration.limits.headerBytesMax
            limits.maxHeaderListSize = configuration.limits.headerBytesMax
            limits.maxHeaderFieldCount = configuration.limits.headerFieldsMax
            let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits)
            try pipeline.addHandler(ByteToMessageHandler(decoder))
            try pipeline.addHandler(HTTPResponseEncoder())
            try pipeline.addHandler(gate)
            return PortConnection(channel: channel, use: promise.futureResult)
        }
    }

    func handle(value: PortConnection, logger: Logger) async {
        switch try? await value.use.get() {
        case .http(let channel): await HTTPConnection(port: self, channel: channel, logger: logger).serve()
        case .socket(let socket):
            await withTaskCancellationHandler {
                await onSocket(socket)
            } onCancel: {
                socket.channel.close(promise: nil)
            }
            socket.close()
            try? await value.channel.closeFuture.get()
            reception.logger.info("socket closed", metadata: ["socket": "\(socket.id)"])
        case .nothing, nil: break
        }
    }

    /// A request as the reception wants it, before HTTP's own types are involved.
    func visit(_ head: HTTPRequestHead, _ channel: any Channel) -> Visit {
        var headers = HTTPFields()
        for (name, value) in head.headers {
            guard let name = HTTPField.Name(name) else { continue }
            headers.append(HTTPField(name: name, value: value))
        }
        return Visit(
            method: HTTPRequest.Method(rawValue: head.method.rawValue) ?? .get, target: head.uri,
            host: head.headers["Host"].first, headers: headers,
            direct: channel.remoteAddress?.ipAddress ?? "", isTLS: isTLS, trusted: configuration.trustedProxies)
    }

    func logOpened(_ socket: Socket, _ visit: Visit) {
        let metadata: Logger.Metadata = [
            "request": "\(visit.id)", "socket": "\(socket.id)", "address": "\(visit.peer.address)",
        ]
        reception.logger.info("socket opened", metadata: metadata)
    }
}
