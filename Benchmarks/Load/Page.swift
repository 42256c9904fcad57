import ArgumentParser
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// Who is told what the pages hear; on the event loop only.
protocol Audience: AnyObject {
    func heard(_ text: ByteBuffer, on page: Page)
    func ended(_ page: Page)
}

/// One open socket. Everything on the load's only event loop.
final class Page: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    /// The place among the pages of its kind.
    let index: Int
    private let audience: any Audience
    private let channel: any Channel
    private var answersToCome: Int
    private let ready: EventLoopPromise<Void>
    /// RFC 6455 asks clients to mask against proxies; between two processes of one machine any key will do.
    private static let mask: WebSocketMaskingKey = [0x6D, 0x61, 0x67, 0x70]

    /// - Parameter answers: frames that come before the page counts as open.
    init(index: Int, audience: any Audience, channel: any Channel, answers: Int, ready: EventLoopPromise<Void>) {
        (self.index, self.audience, self.channel) = (index, audience, channel)
        (answersToCome, self.ready) = (answers, ready)
        if answers == 0 { ready.succeed() }
    }

    func say(_ text: String) { say(channel.allocator.buffer(string: text)) }

    func say(_ text: ByteBuffer) {
        let frame = WebSocketFrame(fin: true, opcode: .text, maskKey: Self.mask, data: text)
        channel.writeAndFlush(frame, promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .text where answersToCome > 0: answered(frame.unmaskedData)
        case .text: audience.heard(frame.unmaskedData, on: self)
        case .ping:
            let pong = WebSocketFrame(fin: true, opcode: .pong, maskKey: Self.mask, data: frame.unmaskedData)
            context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
        case .connectionClose: context.close(promise: nil)
        default: break
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        ready.fail(ChannelError.eof)
        audience.ended(self)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answered(_ text: ByteBuffer) {
        let text = String(buffer: text)
        if text.hasPrefix(#"{"type":"error""#) {
            return ready.fail(ValidationError("The server refused a page: \(text)"))
        }
        // News may come between the two.
        guard text.hasPrefix(#"{"type":"welcome""#) || text.hasPrefix(#"{"type":"followed""#) else { return }
        answersToCome -= 1
        if answersToCome == 0 { ready.succeed() }
    }
}

/// The way to the server: opens pages.
struct Door: Sendable {
    static let atOnceMax = 64

    let plan: Plan
    let loop: any EventLoop

    /// Opens that many pages, a few at a time; returns them in order.
    func open(
        _ count: Int, for audience: NIOLoopBound<any Audience>, greeting: @escaping @Sendable (Int) -> Greeting
    ) async throws -> NIOLoopBound<[Page]> {
        var pages: [Int: NIOLoopBound<Page>] = [:]
        try await withThrowingTaskGroup(of: (Int, NIOLoopBound<Page>).self) { group in
            for index in 0..<count {
                if index >= Self.atOnceMax, let (index, page) = try await group.next() { pages[index] = page }
                group.addTask { (index, try await open(index, for: audience, greeting: greeting(index))) }
            }
            for try await (index, page) in group { pages[index] = page }
        }
        let opened = (0..<count).compactMap { pages[$0] }
        return try await loop.submit { [loop] in
            NIOLoopBound(opened.map { $0.value }, eventLoop: loop)
        }.get()
    }

    private func open(
        _ index: Int, for audience: NIOLoopBound<any Audience>, greeting: Greeting
    ) async throws -> NIOLoopBound<Page> {
        let ready = loop.makePromise(of: Void.self)
        // Whoever fails to connect was never ready; afterwards this says nothing new.
        defer { ready.fail(ChannelError.eof) }
        let page = try await ClientBootstrap(group: loop).connect(host: plan.host, port: plan.port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try upgrade(channel, cookie: greeting.cookie) { channel in
                    let page = Page(
                        index: index, audience: audience.value, channel: channel, answers: greeting.answers,
                        ready: ready)
                    try channel.pipeline.syncOperations.addHandler(page)
                    return NIOLoopBound(page, eventLoop: channel.eventLoop)
                }
            }
        }.get()
        try await loop.submit { for text in greeting.frames { page.value.say(text) } }.get()
        try await ready.futureResult.get()
        return page
    }

    private func head(cookie: String?) -> HTTPRequestHead {
        var headers = HTTPHeaders([("Host", "\(plan.host):\(plan.port)"), ("Content-Length", "0")])
        if let cookie { headers.add(name: "Cookie", value: cookie) }
        return HTTPRequestHead(version: .http1_1, method: .GET, uri: plan.path, headers: headers)
    }

    private func upgrade(
        _ channel: any Channel, cookie: String?,
        make: @escaping @Sendable (any Channel) throws -> NIOLoopBound<Page>
    ) throws -> EventLoopFuture<NIOLoopBound<Page>> {
        let upgrader = NIOTypedWebSocketClientUpgrader<NIOLoopBound<Page>>(maxFrameSize: 4 << 20) { channel, _ in
            channel.eventLoop.makeCompletedFuture { try make(channel) }
        }
        let upgrade = NIOTypedHTTPClientUpgradeConfiguration(
            upgradeRequestHead: head(cookie: cookie), upgraders: [upgrader],
            notUpgradingCompletionHandler: { channel in
                channel.eventLoop.makeFailedFuture(ValidationError("The server does not open sockets at this path."))
            })
        return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
            configuration: .init(upgradeConfiguration: upgrade))
    }
}

/// What a page says first, and how many frames answer that.
struct Greeting: Sendable {
    var cookie: String?
    var frames: [String] = []
    var answers: Int { frames.count }

    /// A plain socket without a protocol.
    static let none = Greeting()

    static func visitor(_ visitor: Plan.Visitor) throws -> Greeting {
        var frames = [#"{"type":"hello","v":1,"token":\#(try Printed.quoted(visitor.token))}"#]
        if let conversation = visitor.conversation {
            frames.append(follow("conversation/\(conversation)", after: visitor.after ?? 0))
        }
        return Greeting(frames: frames)
    }

    /// Follows the own feed from where it stands now.
    static func agent(_ agent: Plan.Agent) -> Greeting {
        Greeting(
            cookie: agent.cookie,
            frames: [#"{"type":"hello","v":1}"#, #"{"type":"follow","topic":"feed/\#(agent.id)"}"#])
    }

    private static func follow(_ topic: String, after: Int) -> String {
        #"{"type":"follow","topic":"\#(topic)","after":\#(after)}"#
    }
}
