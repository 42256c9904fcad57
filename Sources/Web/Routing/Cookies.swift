/// Cookies as RFC 6265 writes them.
public enum Cookies {
    /// A `Set-Cookie` value that scripts cannot read and other sites cannot send along with a change.
    ///
    /// - Parameter maxAgeSeconds: nil for one that ends with the browser; 0 takes the cookie away.
    public static func set(
        _ name: String, _ value: String, maxAgeSeconds: Int?, isSecure: Bool, sameSite: String = "Lax"
    ) -> String {
        var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=\(sameSite)"
        if let maxAgeSeconds { text += "; Max-Age=\(maxAgeSeconds)" }
        return isSecure ? text + "; Secure" : text
    }

    /// The value of one cookie in a `Cookie` header.
    static func value(of name: String, in header: String?) -> String? {
        for pair in (header ?? "").split(separator: ";") {
            let trimmed = pair.drop { $0 == " " }
            guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals] == name else { continue }
            return String(trimmed[trimmed.index(after: equals)...])
        }
        return nil
    }
}
