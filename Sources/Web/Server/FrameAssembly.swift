import NIOCore
import NIOWebSocket

/// Puts frames of one WebSocket together and says what each is worth (RFC 6455 §5). A value without I/O.
struct FrameAssembly {
    enum Outcome: Equatable {
        /// A part of a longer message; or a pong.
        case nothing
        case text(String)
        case ping(ByteBuffer)
        case closed(SocketCloseCode)
        /// The sender broke a rule or a limit.
        case violation(SocketCloseCode)
    }

    let bytesMax: Int
    private var partial: ByteBuffer?

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    mutating func take(_ frame: WebSocketFrame) -> Outcome {
        // Clients must mask (§5.3); no extension was agreed on, so no reserved bit may be set (§5.2).
        guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else { return .violation(.protocolError) }
        switch frame.opcode {
        case .ping, .pong, .connectionClose: return control(frame)
        case .text, .binary:
            guard partial == nil else { return .violation(.protocolError) }
            guard frame.opcode == .text else { return .violation(.notText) }
            return add(frame)
        case .continuation:
            guard partial != nil else { return .violation(.protocolError) }
            return add(frame)
        default: return .violation(.protocolError)
        }
    }

    private mutating func add(_ frame: WebSocketFrame) -> Outcome {
        var data = frame.unmaskedData
        // Taken out while it grows: a second owner would make every part copy the whole.
        var whole = partial ?? ByteBuffer()
        partial = nil
        guard whole.readableBytes + data.readableBytes <= bytesMax else { return .violation(.tooBig) }
        // Empty parts cost nothing to send and would never end.
        if !frame.fin, data.readableBytes == 0 { return .violation(.protocolError) }
        whole.writeBuffer(&data)
        guard frame.fin else {
            partial = whole
            return .nothing
        }
        guard let text = String(validating: whole.readableBytesView, as: UTF8.self) else {
            return .violation(.notUTF8)
        }
        return .text(text)
    }

    private func control(_ frame: WebSocketFrame) -> Outcome {
        var data = frame.unmaskedData
        guard frame.fin, data.readableBytes <= 125 else { return .violation(.protocolError) }
        switch frame.opcode {
        case .ping: return .ping(data)
        case .pong: return .nothing
        default:
            if data.readableBytes == 0 { return .closed(.normal) }
            guard let number = data.readInteger(as: UInt16.self), Self.isSendable(number) else {
                return .violation(.protocolError)
            }
            guard String(validating: data.readableBytesView, as: UTF8.self) != nil else {
                return .violation(.notUTF8)
            }
            return .closed(SocketCloseCode(number))
        }
    }

    /// §7.4.1 and §7.4.2.
    private static func isSendable(_ number: UInt16) -> Bool {
        switch number {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
