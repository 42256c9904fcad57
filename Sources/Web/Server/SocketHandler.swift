import NIOCore
import NIOWebSocket
import Synchronization

/// The event-loop side of one WebSocket: frames in and out, pings, the closing handshake.
final class SocketHandler: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundIn = Never
    typealias OutboundOut = WebSocketFrame

    private let socket: Socket
    private let limits: SocketLimits
    private let figures: WebFigures
    private var assembly: FrameAssembly
    private var lastHeard = NIODeadline.now()
    /// When the reader last took something, or nothing waited.
    private var lastMoved = NIODeadline.now()
    private var nextPing = NIODeadline.now()
    private var timer: Scheduled<Void>?
    private var heldRead = false
    private var goodbye: (code: SocketCloseCode, reason: String)?
    private var saidGoodbye = false
    private var hasEnded = false

    init(socket: Socket, limits: SocketLimits, figures: WebFigures) {
        self.socket = socket
        self.limits = limits
        self.figures = figures
        assembly = FrameAssembly(bytesMax: limits.frameBytesMax)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        figures.sockets.add(1, ordering: .relaxed)
        nextPing = .now() + Self.amount(limits.pingSeconds)
        schedule(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    /// Also of a connection that was gone before this handler was in place.
    func handlerRemoved(context: ChannelHandlerContext) { end() }

    private func end() {
        timer?.cancel()
        timer = nil
        guard !hasEnded else { return }
        hasEnded = true
        figures.sockets.subtract(1, ordering: .relaxed)
        socket.outbox.end()
        socket.frames.inbox.finish()
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastHeard = .now()
        guard !saidGoodbye || unwrapInboundIn(data).opcode == .connectionClose else { return }
        switch assembly.take(unwrapInboundIn(data)) {
        case .nothing: break
        case .text(let text):
            figures.framesIn.add(1, ordering: .relaxed)
            _ = socket.frames.inbox.put(text)
        case .ping(let payload): pong(context, payload)
        case .closed(let code): answerGoodbye(context, code)
        case .violation(let code): leave(context, code, "", atOnce: true)
        }
    }

    /// Takes nothing more from the wire while the owner has not taken what is here.
    func read(context: ChannelHandlerContext) {
        if socket.frames.inbox.count >= limits.inboxFramesMax, goodbye == nil {
            heldRead = true
        } else {
            context.read()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? NIOWebSocketError else {
            context.close(promise: nil)
            return
        }
        leave(context, error == .invalidFrameLength ? .tooBig : .protocolError, "", atOnce: true)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent: leave(context, .goingAway, "", atOnce: true)
        // Half a WebSocket is none: without this the connection would stay in CLOSE-WAIT.
        case ChannelEvent.inputClosed: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    // MARK: Writing

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard let nudge = event as? SocketNudge else {
            context.triggerUserOutboundEvent(event, promise: promise)
            return
        }
        switch nudge {
        case .write: writeWaiting(context)
        case .read: resumeReading(context)
        case .close(let code, let reason): leave(context, code, reason, atOnce: false)
        }
        promise?.succeed()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { writeWaiting(context) }
        context.fireChannelWritabilityChanged()
    }

    private func resumeReading(_ context: ChannelHandlerContext) {
        guard heldRead else { return }
        heldRead = false
        lastHeard = .now()
        context.read()
    }

    private func writeWaiting(_ context: ChannelHandlerContext) {
        guard !saidGoodbye, context.channel.isWritable else { return }
        lastMoved = .now()
        var wrote = false
        while context.channel.isWritable {
            guard let text = socket.outbox.take() else {
                if wrote { context.flush() }
                if let goodbye { sayGoodbye(context, goodbye.code, goodbye.reason) }
                socket.outbox.tellDrained()
                return
            }
            wrote = true
            figures.framesOut.add(1, ordering: .relaxed)
            write(context, .text, ByteBuffer(string: text))
        }
        context.flush()
        // Nothing can be written now: the clock for a stuck reader runs from here.
        schedule(context)
    }

    private func write(_ context: ChannelHandlerContext, _ opcode: WebSocketOpcode, _ data: ByteBuffer) {
        context.write(wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: data)), promise: nil)
    }

    private func pong(_ context: ChannelHandlerContext, _ payload: ByteBuffer) {
        // A flood of pings must not fill the buffers of somebody who does not read.
        guard !saidGoodbye, context.channel.isWritable else { return }
        write(context, .pong, payload)
        context.flush()
    }

    // MARK: Leaving

    private func leave(_ context: ChannelHandlerContext, _ code: SocketCloseCode, _ reason: String, atOnce: Bool) {
        guard goodbye == nil || atOnce, !saidGoodbye else { return }
        goodbye = (code, reason)
        _ = socket.outbox.close()
        if atOnce {
            _ = socket.outbox.clear()
            socket.frames.inbox.finish()
            sayGoodbye(context, code, reason)
        } else {
            writeWaiting(context)
        }
    }

    private func sayGoodbye(_ context: ChannelHandlerContext, _ code: SocketCloseCode, _ reason: String) {
        guard !saidGoodbye else { return }
        saidGoodbye = true
        var data = ByteBuffer(integer: code.number)
        data.writeString(Self.shortened(reason))
        write(context, .connectionClose, data)
        context.flush()
        resumeReading(context)
        context.read()
        let channel = context.channel
        context.eventLoop.scheduleTask(in: Self.amount(limits.closeSecondsMax)) { channel.close(promise: nil) }
    }

    private func answerGoodbye(_ context: ChannelHandlerContext, _ code: SocketCloseCode) {
        socket.frames.inbox.finish()
        _ = socket.outbox.close()
        guard !saidGoodbye else {
            context.close(promise: nil)
            return
        }
        saidGoodbye = true
        let frame = WebSocketFrame(fin: true, opcode: .connectionClose, data: ByteBuffer(integer: code.number))
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(frame)).whenComplete { _ in channel.close(promise: nil) }
        context.eventLoop.scheduleTask(in: Self.amount(limits.closeSecondsMax)) { channel.close(promise: nil) }
    }

    private static func shortened(_ reason: String) -> String {
        var reason = reason
        while reason.utf8.count > 123 { reason.removeLast() }
        return reason
    }

    // MARK: Clock

    private var silentAt: NIODeadline { lastHeard + Self.amount(limits.silentSecondsMax) }
    private var stuckAt: NIODeadline { lastMoved + Self.amount(limits.stuckSecondsMax) }

    private func schedule(_ context: ChannelHandlerContext) {
        timer?.cancel()
        guard context.channel.isActive else { return }
        var next = min(nextPing, heldRead ? nextPing : silentAt)
        if !context.channel.isWritable { next = min(next, stuckAt) }
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: next) { self.tick(context) }
    }

    private func tick(_ context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        if !context.channel.isWritable, now >= stuckAt {
            leave(context, .tryAgainLater, "too slow", atOnce: true)
            // What it has not read for so long it will not read now.
            context.close(promise: nil)
            return
        }
        if !heldRead, now >= silentAt {
            context.close(promise: nil)
            return
        }
        if now >= nextPing {
            nextPing = now + Self.amount(limits.pingSeconds)
            if context.channel.isWritable, !saidGoodbye {
                write(context, .ping, ByteBuffer())
                context.flush()
            }
        }
        schedule(context)
    }

    private static func amount(_ seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1_000_000_000)) }
}
