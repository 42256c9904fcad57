import HTTPTypes
import NIOCore
import NIOHTTPTypes

extension HTTPConnection {
    /// What an answered request may still send before the connection is given up instead.
    private static let skippedBytesMax = 64 << 10

    /// Reads the body of a request, within its size and time; a body that is late ends the connection.
    func body(_ parts: inout Parts, most: Int) async throws -> [UInt8] {
        let deadline = closing(after: port.configuration.limits.bodySecondsMax)
        defer { deadline.cancel() }
        var whole: [UInt8] = []
        while let part = try await parts.next() {
            switch part {
            case .head: continue
            case .body(let bytes):
                guard whole.count + bytes.readableBytes <= most else {
                    throw WebRefusal.bodyTooLarge(bytesMax: most)
                }
                whole.append(contentsOf: bytes.readableBytesView)
            case .end: return whole
            }
        }
        throw ChannelError.eof
    }

    /// Lets a sender that asks first go on (RFC 9110 §10.1.1).
    func encourage(_ head: HTTPRequest, _ outbound: Writer) async throws {
        guard head.headerFields[.expect]?.lowercased() == "100-continue" else { return }
        try await outbound.write(.head(HTTPResponse(status: .continue)))
    }

    /// Reads past the body of a request that was answered without it; false when that is not worth it.
    func skipBody(_ head: HTTPRequest, _ parts: inout Parts) async -> Bool {
        let fields = head.headerFields
        guard fields[.transferEncoding] == nil, fields[.expect] == nil else { return false }
        guard Self.hasBody(head) else { return true }
        let length = fields[.contentLength].flatMap { Int($0) } ?? .max
        guard length <= Self.skippedBytesMax else { return false }
        return (try? await body(&parts, most: Self.skippedBytesMax)) != nil
    }

    /// Ends the connection so that the other side can still read what was said.
    ///
    /// Closing with unread input would reset the connection, and the answer with it.
    func linger(_ parts: inout Parts) async {
        let channel = channel.channel
        let slow = closing(after: port.configuration.limits.idleSecondsMax)
        try? await channel.close(mode: .output).get()
        let last = closing(after: 1)
        while (try? await parts.next()) != nil {}
        try? await channel.closeFuture.get()
        slow.cancel()
        last.cancel()
    }

    /// Ends the connection then, unless it is cancelled before.
    func closing(after seconds: Double) -> Scheduled<Void> {
        let channel = channel.channel
        return channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) { channel.close(promise: nil) }
    }

    /// Does anything follow the head?
    static func hasBody(_ head: HTTPRequest) -> Bool {
        let length = head.headerFields[.contentLength]
        return head.headerFields[.transferEncoding] != nil || (length != nil && length != "0")
    }
}
