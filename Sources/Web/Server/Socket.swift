import HTTPTypes
public import Journey
import NIOCore
import Synchronization

/// One accepted WebSocket: text in, text out, both bounded.
public final class Socket: Sendable {
    /// Unique in this process.
    public let id: UInt64
    public let remoteAddress: String
    /// What the page said it is from; nil for a program.
    public let origin: String?
    public let language: Language
    public let isSecure: Bool
    /// The text frames, in order; ends when the connection does. One reader only.
    ///
    /// A frame that nobody takes holds back the sender: it stays in the system's buffers, not in ours.
    public let frames: SocketFrames

    private let headers: HTTPFields
    let channel: any Channel
    let outbox: SocketOutbox

    private static let lastID = Atomic<UInt64>(0)

    init(visit: Visit, channel: any Channel, limits: SocketLimits) {
        id = Self.lastID.add(1, ordering: .relaxed).newValue
        remoteAddress = visit.peer.address
        origin = visit.headers[.origin]
        language = visit.language
        isSecure = visit.peer.isSecure
        headers = visit.headers
        self.channel = channel
        frames = SocketFrames(inbox: SocketInbox(), channel: channel, refillAt: limits.inboxFramesMax / 2)
        outbox = SocketOutbox(limits)
    }

    /// A cookie of the opening request.
    public func cookie(_ name: String) -> String? { Cookies.value(of: name, in: headers[.cookie]) }

    /// A header of the opening request.
    public func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// Queues one text frame; never blocks.
    ///
    /// - Returns: false when the frame was not queued: the reader is too far behind, or the connection is closing.
    @discardableResult
    public func send(_ text: String) -> Bool {
        switch outbox.put(text) {
        case .refused: return false
        case .queued: return true
        case .queuedAndIdle:
            channel.triggerUserOutboundEvent(SocketNudge.write, promise: nil)
            return true
        }
    }

    /// Forgets the frames that wait and have not been given to the system yet; returns how many.
    @discardableResult
    public func forgetWaiting() -> Int { outbox.clear() }

    /// Calls `action` once, as soon as everything that waited has been handed to the system.
    ///
    /// At once when nothing waits. Not called on a connection that ends first.
    public func onDrained(_ action: @escaping @Sendable () -> Void) {
        outbox.onDrained { if $0 { action() } }
    }

    /// Waits until everything has been handed to the system; false when the connection ended first.
    public func drained() async -> Bool {
        await withCheckedContinuation { continuation in
            outbox.onDrained { continuation.resume(returning: $0) }
        }
    }

    /// True once the connection is closed or closing: everything sent from now on is lost.
    public var isClosed: Bool { outbox.isClosed }

    /// Begins the closing handshake after what was already queued.
    ///
    /// - Parameter reason: at most 123 bytes of it are sent.
    public func close(code: SocketCloseCode = .normal, reason: String = "") {
        guard outbox.close() else { return }
        channel.triggerUserOutboundEvent(SocketNudge.close(code, reason), promise: nil)
    }
}

/// Why a WebSocket ends (RFC 6455 §7.4.1).
public struct SocketCloseCode: Sendable, Equatable {
    public let number: UInt16

    public init(_ number: UInt16) { self.number = number }

    public static let normal = SocketCloseCode(1000)
    /// The server stops: come back at once.
    public static let goingAway = SocketCloseCode(1001)
    public static let protocolError = SocketCloseCode(1002)
    public static let notText = SocketCloseCode(1003)
    public static let notUTF8 = SocketCloseCode(1007)
    public static let notAllowed = SocketCloseCode(1008)
    public static let tooBig = SocketCloseCode(1009)
    public static let internalError = SocketCloseCode(1011)
    /// The reader is too slow, or there are too many connections.
    public static let tryAgainLater = SocketCloseCode(1013)
}

/// What the other threads ask of the handler of a connection.
enum SocketNudge: Sendable {
    case write
    case read
    case close(SocketCloseCode, String)
}
