import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// One HTTP connection: requests one after the other until one side has enough.
struct HTTPConnection {
    typealias Parts = NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator
    typealias Writer = NIOAsyncChannelOutboundWriter<HTTPResponsePart>

    let port: PortChannel
    let channel: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
    let logger: Logger

    func serve() async {
        do {
            try await withTaskCancellationHandler {
                try await channel.executeThenClose { inbound, outbound in
                    var parts = inbound.makeAsyncIterator()
                    do {
                        while let part = try await parts.next() {
                            guard case .head(let head) = part else { continue }
                            guard try await answer(head, &parts, outbound) else { break }
                        }
                    } catch let error as HTTPParserError {
                        try await refuse(ParserFault.refusal(error), outbound)
                    }
                    await linger(&parts)
                }
            } onCancel: {
                channel.channel.close(promise: nil)
            }
        } catch {
            logger.trace("connection ended", metadata: ["error": "\(error)"])
        }
    }

    /// Answers one request; returns whether another may follow.
    private func answer(_ head: HTTPRequest, _ parts: inout Parts, _ outbound: Writer) async throws -> Bool {
        var visit = Visit(
            method: head.method, target: head.path ?? "/", host: head.authority, headers: head.headerFields,
            direct: channel.channel.remoteAddress?.ipAddress ?? "", isTLS: port.isTLS,
            trusted: port.configuration.trustedProxies)
        var reply: Reply
        var bodyIsRead = false
        switch await port.reception.admit(&visit) {
        case .answered(let early): reply = early
        case .admitted(let admitted):
            do {
                try await encourage(head, outbound)
                let body = Self.hasBody(head) ? try await self.body(&parts, most: admitted.bodyBytesMax) : []
                bodyIsRead = true
                reply = await port.reception.run(admitted, visit, body: body)
            } catch let refusal as WebRefusal {
                reply = port.reception.reply(to: refusal, visit)
            }
        }
        if !bodyIsRead { bodyIsRead = await skipBody(head, &parts) }
        let goesOn = bodyIsRead && !Self.wantsClose(head)
        if !goesOn { reply.headers[.connection] = "close" }
        try await write(port.reception.finish(reply, visit), isHead: head.method == .head, outbound)
        return goesOn
    }

    private func write(_ reply: Reply, isHead: Bool, _ outbound: Writer) async throws {
        var headers = reply.headers
        let hasNoBody = reply.status == 204 || reply.status == 304
        if !hasNoBody { headers[.contentLength] = String(reply.bytes.readableBytes) }
        let head = HTTPResponse(status: .init(code: reply.status), headerFields: headers)
        // Somebody asks for more and does not read what was answered before.
        let stuck = channel.channel.isWritable ? nil : closing(after: port.configuration.limits.idleSecondsMax)
        defer { stuck?.cancel() }
        if isHead || hasNoBody || reply.bytes.readableBytes == 0 {
            try await outbound.write(contentsOf: [.head(head), .end(nil)])
        } else {
            try await outbound.write(contentsOf: [.head(head), .body(reply.bytes), .end(nil)])
        }
    }

    private func refuse(_ refusal: WebRefusal, _ outbound: Writer) async throws {
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/")
        let visit = port.visit(head, channel.channel)
        var reply = port.reception.finish(port.reception.reply(to: refusal, visit), visit)
        reply.headers[.connection] = "close"
        try await write(reply, isHead: false, outbound)
    }

    private static func wantsClose(_ head: HTTPRequest) -> Bool {
        // The parser reads nothing behind a request that asked for another protocol.
        if head.headerFields[.upgrade] != nil { return true }
        let options = (head.headerFields[.connection] ?? "").lowercased().split(separator: ",")
        return options.contains { $0.filter { $0 != " " } == "close" }
    }
}
