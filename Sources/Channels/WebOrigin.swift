import Foundation

/// A web origin (RFC 6454 §6.2): scheme, host and port, nothing else.
enum WebOrigin {
    static func checked(_ text: String) throws(ChannelRefusal) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        guard let parts = URLComponents(string: trimmed), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = parts.host?.lowercased(), !host.isEmpty,
            parts.path.isEmpty || parts.path == "/", parts.query == nil, parts.fragment == nil, parts.user == nil,
            // These would end the header or the directive in which the origin is written.
            !host.contains(where: { " ;,'\"*\r\n".contains($0) })
        else { throw .badOrigin(trimmed) }
        return "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "")
    }
}
