import HTTPTypes
import HummingbirdCore
import Journey
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// What the first head of a connection made of it.
enum PortUse: Sendable {
    case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
    case socket(Socket)
    /// It ended, or was refused, before it was anything.
    case nothing
}

/// Waits for the first head of a connection and then makes it an HTTP connection or a WebSocket.
///
/// Stands directly behind the HTTP decoder and encoder. The usual upgrade handler is not used: it drops the head of a
/// request whose upgrade nobody accepts, and such requests (`Upgrade: h2c`) are ordinary ones.
final class GateHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let port: PortChannel
    private let promise: EventLoopPromise<PortUse>
    private let isCrowded: Bool
    private let logger: Logger
    private var timeout: Scheduled<Void>?
    private var isDecided = false
    /// Asks for a WebSocket, which begins behind the end of this request.
    private var opening: HTTPRequestHead?
    /// After a refusal: everything that still comes is thrown away.
    private var isDeaf = false

    init(port: PortChannel, promise: EventLoopPromise<PortUse>, isCrowded: Bool, logger: Logger) {
        self.port = port
        self.promise = promise
        self.isCrowded = isCrowded
        self.logger = logger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let seconds = isCrowded ? 2 : port.configuration.limits.firstHeadSecondsMax
        let channel = context.channel
        timeout = context.eventLoop.scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) {
            channel.close(promise: nil)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { timeout?.cancel() }

    /// The connection is closed, whatever it was.
    func end() { decide(.nothing) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDeaf else { return }
        guard !isDecided else {
            context.fireChannelRead(data)
            return
        }
        switch unwrapInboundIn(data) {
        case .head(let head):
            trying(context, head) {
                if isCrowded { throw WebRefusal.tooManyConnections }
                if port.door != nil, SocketDoor.isAsked(by: head) {
                    opening = head
                } else {
                    try becomeHTTP(context, head)
                }
            }
        case .body: break
        case .end:
            guard let head = opening, let door = port.door else { return }
            trying(context, head) { try becomeSocket(context, head, door) }
        }
    }

    private func trying(_ context: ChannelHandlerContext, _ head: HTTPRequestHead, _ step: () throws -> Void) {
        do { try step() } catch { refuse(context, error, visit: port.visit(head, context.channel)) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isDecided, error is HTTPParserError else {
            if isDecided { context.fireErrorCaught(error) } else { context.close(promise: nil) }
            return
        }
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/")
        refuse(context, ParserFault.refusal(error), visit: port.visit(head, context.channel))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent where !isDecided: context.close(promise: nil)
        case ChannelEvent.inputClosed where !isDecided || isDeaf: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    private func decide(_ use: PortUse) {
        guard !isDecided else { return }
        isDecided = true
        promise.succeed(use)
    }

    private func becomeHTTP(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) throws {
        var head = head
        // The later layers know no versions: an old client waits for the end of the connection.
        if head.version.minor == 0, !head.isKeepAlive { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        let pipeline = context.pipeline.syncOperations
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: port.isTLS))
        let idle = Duration.seconds(port.configuration.limits.idleSecondsMax)
        try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: idle, logger: logger))
        let channel = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
            wrappingChannelSynchronously: context.channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        decide(.http(channel))
        context.fireChannelRead(wrapInboundOut(.head(head)))
        pipeline.removeHandler(self, promise: nil)
    }

    private func becomeSocket(_ context: ChannelHandlerContext, _ head: HTTPRequestHead, _ door: SocketDoor) throws {
        let visit = port.visit(head, context.channel)
        let headers = try door.open(head, visit: visit)
        let limits = port.configuration.limits.socket
        let socket = Socket(visit: visit, channel: context.channel, limits: limits)
        let answer = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        let pipeline = context.pipeline.syncOperations
        try pipeline.addHandler(WebSocketFrameEncoder())
        try pipeline.addHandler(ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: limits.frameBytesMax)))
        try pipeline.addHandler(SocketHandler(socket: socket, limits: limits, figures: port.reception.figures))
        let encoder = try pipeline.context(handlerType: HTTPResponseEncoder.self)
        let decoder = try pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
        decide(.socket(socket))
        pipeline.removeHandler(context: encoder, promise: nil)
        pipeline.removeHandler(self, promise: nil)
        // Last, so that the bytes it hands on meet the frame decoder.
        pipeline.removeHandler(context: decoder, promise: nil)
        port.logOpened(socket, visit)
    }

    /// Answers with an error and ends the connection, giving the answer a moment to be read.
    private func refuse(_ context: ChannelHandlerContext, _ error: any Error, visit: Visit) {
        isDeaf = true
        let reply = port.reception.finish(port.reception.reply(to: error, visit), visit)
        var headers = HTTPHeaders(reply.headers.map { ($0.name.rawName, $0.value) })
        headers.replaceOrAdd(name: "Connection", value: "close")
        headers.replaceOrAdd(name: "Content-Length", value: "\(reply.bytes.readableBytes)")
        let status = HTTPResponseStatus(statusCode: reply.status)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(reply.bytes))), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            channel.close(mode: .output, promise: nil)
        }
        context.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
}
