import Foundation

/// The page's end of a WebSocket, to the byte as the test wants it.
final class WebSocketPage {
    struct Frame: Sendable, Equatable {
        let opcode: UInt8
        let payload: [UInt8]

        var text: String { String(decoding: payload, as: UTF8.self) }
        /// Of a close frame.
        var code: Int? { opcode == 8 && payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil }
    }

    let browser: Browser
    let opening: Answer

    /// Opens with the key of RFC 6455 §1.3.
    init(port: Int, _ headers: [String: String] = [:], wire: Wire? = nil) async throws {
        browser = Browser(wire: try wire ?? Wire(port: port))
        var all = [
            "Upgrade": "websocket", "Connection": "keep-alive, Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        ]
        all.merge(headers) { $1 }
        opening = try await browser.ask("GET", "/socket", all)
    }

    func send(_ text: String) async { await send(opcode: 1, Array(text.utf8)) }

    func send(opcode: UInt8, _ payload: [UInt8], isLast: Bool = true, isMasked: Bool = true) async {
        var bytes: [UInt8] = [(isLast ? 0x80 : 0) | opcode]
        let masked: UInt8 = isMasked ? 0x80 : 0
        if payload.count < 126 {
            bytes.append(masked | UInt8(payload.count))
        } else if payload.count < 65_536 {
            bytes += [masked | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        } else {
            bytes.append(masked | 127)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
        }
        let mask: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]
        if isMasked { bytes += mask }
        bytes += isMasked ? payload.enumerated().map { $1 ^ mask[$0 % 4] } : payload
        await browser.wire.send(bytes)
    }

    /// The next frame from the server.
    func frame() async throws -> Frame {
        let head = try await browser.bytes { $0.count >= 2 ? 2 : nil }
        var length = Int(head[1] & 127)
        if length == 126 {
            length = try await browser.bytes { $0.count >= 2 ? 2 : nil }.reduce(0) { $0 << 8 | Int($1) }
        } else if length == 127 {
            length = try await browser.bytes { $0.count >= 8 ? 8 : nil }.reduce(0) { $0 << 8 | Int($1) }
        }
        let size = length
        return Frame(opcode: head[0] & 15, payload: try await browser.bytes { $0.count >= size ? size : nil })
    }

    /// The next frame that is not a ping.
    func next() async throws -> Frame {
        while true {
            let frame = try await frame()
            if frame.opcode != 9 { return frame }
        }
    }
}
