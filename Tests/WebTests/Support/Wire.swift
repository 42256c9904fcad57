import Dispatch
import Foundation

/// A plain TCP connection to a server under test; waits on threads of its own, never on the tasks' pool.
final class Wire: Sendable {
    struct Failure: Error { let what: String }

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "wire")

    /// - Parameter receiveBuffer: bytes; small ones make a slow reader felt early.
    init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(what: "connect") }
    }

    deinit { close(descriptor) }

    private func onQueue<T: Sendable>(_ work: @escaping @Sendable (Int32) -> T) async -> T {
        await withCheckedContinuation { continuation in
            let descriptor = descriptor
            queue.async { continuation.resume(returning: work(descriptor)) }
        }
    }

    func send(_ bytes: [UInt8]) async {
        await onQueue { descriptor in
            var rest = bytes[...]
            while !rest.isEmpty {
                let sent = rest.withUnsafeBytes {
                    Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard sent > 0 else { return }
                rest = rest.dropFirst(sent)
            }
        }
    }

    func send(_ text: String) async { await send(Array(text.utf8)) }

    /// The next bytes; empty at the end of the connection; nil after ten seconds of silence or a reset.
    func receive(_ most: Int = 65_536) async -> [UInt8]? {
        await onQueue { descriptor in
            var buffer = [UInt8](repeating: 0, count: most)
            let count = recv(descriptor, &buffer, most, 0)
            return count < 0 ? nil : Array(buffer.prefix(count))
        }
    }

    /// Sends no more, but still reads.
    func halfClose() async { await onQueue { _ = shutdown($0, Int32(SHUT_WR)) } }

    /// Everything until the other side ends the connection.
    func rest() async -> [UInt8] {
        var all: [UInt8] = []
        while let bytes = await receive(), !bytes.isEmpty { all += bytes }
        return all
    }
}
