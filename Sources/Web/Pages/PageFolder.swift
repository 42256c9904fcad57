import Foundation
import NIOCore

/// Pages read from a folder, for whoever is working on them.
struct PageFolder: Sendable {
    private let root: URL

    init(_ path: String) throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw PackFault.noFolder(path)
        }
        root = URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath()
    }

    /// Paths are decoded and free of dot segments; a link that leads out of the folder is not followed.
    func asset(_ path: String) -> Asset? {
        let file = root.appendingPathComponent(String(path.dropFirst())).resolvingSymlinksInPath()
        guard file.path.hasPrefix(root.path + "/"), let data = try? Data(contentsOf: file) else { return nil }
        let bytes = ByteBuffer(bytes: data)
        let print = RequestDigest.hexadecimal(RequestDigest.fingerprint(data))
        return Asset(
            type: Self.type(of: file.pathExtension), etag: "\"\(print)\"", isImmutable: false, plain: bytes, gzip: nil)
    }

    private static func type(of pathExtension: String) -> String {
        switch pathExtension.lowercased() {
        case "html": "text/html; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "json", "map": "application/json"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "webp": "image/webp"
        case "ico": "image/x-icon"
        case "woff2": "font/woff2"
        case "txt": "text/plain; charset=utf-8"
        default: "application/octet-stream"
        }
    }
}
