import Foundation
import HTTPTypes
import Journey
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The opening of a WebSocket: which request asks for one, whether it is let in, and the answer (RFC 6455 §4).
struct SocketDoor: Sendable {
    static let path = "/socket"

    let configuration: WebConfiguration
    let gates: RateGates

    /// Does this head ask for our WebSocket? Any other `Upgrade` is an ordinary request.
    static func isAsked(by head: HTTPRequestHead) -> Bool {
        guard head.method == .GET, head.uri == path || head.uri.hasPrefix(path + "?") else { return false }
        return head.headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
            && head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "upgrade" }
    }

    /// The headers of the 101, or why not.
    func open(_ head: HTTPRequestHead, visit: Visit) throws -> HTTPHeaders {
        guard head.version == .http1_1, head.headers["Sec-WebSocket-Version"] == ["13"],
            let key = head.headers["Sec-WebSocket-Key"].first, Self.isKey(key)
        else { throw WebRefusal.socketMalformed }
        // A browser always says where its page is from; a program without an Origin has no user's cookie to abuse.
        guard visit.comesFromOurPages(configuration.origins) else { throw WebRefusal.otherOrigin }
        try gates.pass(visit, nil)
        return HTTPHeaders([
            ("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", SocketAccept.value(key)),
            ("X-Request-Id", visit.id),
        ])
    }

    /// 16 bytes in Base64.
    private static func isKey(_ key: String) -> Bool {
        key.utf8.count == 24 && Data(base64Encoded: key)?.count == 16
    }
}
