import Foundation

/// A web origin (RFC 6454 §6.2) as browsers send it: scheme, host in ASCII, and the port unless it is the usual one.
enum WebOrigin {
    private static let usualPorts = ["http": 80, "https": 443]

    static func checked(_ text: String) throws(ChannelRefusal) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        guard let parts = URLComponents(string: trimmed), let scheme = parts.scheme?.lowercased(),
            let usualPort = usualPorts[scheme], let host = parts.encodedHost?.lowercased(), !host.isEmpty,
            parts.path.isEmpty || parts.path == "/", parts.query == nil, parts.fragment == nil, parts.user == nil,
            parts.port.map({ (1...65_535).contains($0) }) ?? true,
            // These would end the header or the directive in which the origin is written, or hide what does.
            !host.contains(where: { " ;,'\"*%\r\n".contains($0) })
        else { throw .badOrigin(trimmed) }
        return "\(scheme)://\(host)" + (parts.port.flatMap { $0 == usualPort ? nil : ":\($0)" } ?? "")
    }
}
