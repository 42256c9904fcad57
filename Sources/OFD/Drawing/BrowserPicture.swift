import Foundation

/// Pictures and fonts as a browser takes them inside a document.
enum BrowserPicture {
    /// A picture as `data:` address, or `nil` where browsers know nothing of its format.
    static func address(_ bytes: Data) -> String? {
        kind(bytes).map { "data:\($0);base64,\(bytes.base64EncodedString())" }
    }

    /// Told by the first bytes: what documents say of their pictures is often wrong.
    private static func kind(_ bytes: Data) -> String? {
        let head = [UInt8](bytes.prefix(12))
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if head.starts(with: Array("GIF8".utf8)) { return "image/gif" }
        if head.starts(with: Array("BM".utf8)) { return "image/bmp" }
        if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).elementsEqual("WEBP".utf8) { return "image/webp" }
        return nil
    }

    /// A font as `data:` address, or `nil` for what is no OpenType font.
    static func font(_ bytes: Data) -> String? {
        let head = [UInt8](bytes.prefix(4))
        guard [[0, 1, 0, 0], Array("true".utf8), Array("OTTO".utf8)].contains(head) else { return nil }
        let kind = head == Array("OTTO".utf8) ? "font/otf" : "font/ttf"
        return "data:\(kind);base64,\(bytes.base64EncodedString())"
    }
}
