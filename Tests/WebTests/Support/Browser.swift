import Foundation

/// An answer as it came over the wire.
struct Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// A field of a JSON answer, by path: `error.code`.
    func json(_ path: String) -> String? {
        var value: Any? = try? JSONSerialization.jsonObject(with: Data(body))
        for key in path.split(separator: ".") { value = (value as? [String: Any])?[String(key)] }
        if value is NSNull { return "null" }
        return value.map { "\($0)" }
    }
}

/// Speaks HTTP/1.1 over one connection, to the byte as the test wants it.
final class Browser {
    let wire: Wire
    private var unread: [UInt8] = []

    init(port: Int) throws { wire = try Wire(port: port) }

    init(wire: Wire) { self.wire = wire }

    func ask(
        _ method: String, _ target: String, _ headers: [String: String] = [:], body: String? = nil
    ) async throws -> Answer {
        var text = "\(method) \(target) HTTP/1.1\r\n"
        var headers = headers
        if headers["Host"] == nil { headers["Host"] = "desk.test" }
        if let body { headers["Content-Length"] = "\(body.utf8.count)" }
        if body != nil, headers["Content-Type"] == nil { headers["Content-Type"] = "application/json" }
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        await wire.send(text + "\r\n" + (body ?? ""))
        return try await answer(hasBody: method != "HEAD")
    }

    /// Reads one answer off the wire.
    func answer(hasBody: Bool = true) async throws -> Answer {
        let head = String(decoding: try await bytes { Self.endOfHead($0) }, as: UTF8.self)
        let lines = head.components(separatedBy: "\r\n").filter { !$0.isEmpty }
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Wire.Failure(what: "no status in \(head)")
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
                .trimmingCharacters(in: .whitespaces)
        }
        if status == 100 { return try await answer(hasBody: hasBody) }
        let length = hasBody && status != 101 ? Int(headers["content-length"] ?? "0") ?? 0 : 0
        return Answer(status: status, headers: headers, body: try await bytes { $0.count >= length ? length : nil })
    }

    /// Reads until `enough` says how many of the unread bytes are wanted.
    func bytes(_ enough: ([UInt8]) -> Int?) async throws -> [UInt8] {
        while true {
            if let count = enough(unread) {
                defer { unread.removeFirst(count) }
                return Array(unread.prefix(count))
            }
            guard let more = await wire.receive(), !more.isEmpty else { throw Wire.Failure(what: "connection ended") }
            unread += more
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (4...bytes.count).first { bytes[($0 - 4)..<$0].elementsEqual([13, 10, 13, 10]) }
    }
}
