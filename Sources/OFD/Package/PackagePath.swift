import Foundation

/// Paths inside a package (ST_Loc of GB/T 33190).
enum PackagePath {
    static let bytesMax = 1_024

    /// The path from the root, without a leading slash, that a location in a file means.
    static func resolved(_ location: String, from file: String) throws(PackageRefusal) -> String {
        guard !location.isEmpty, location.utf8.count <= bytesMax, isClean(location) else {
            throw .path(String(location.prefix(200)))
        }
        var parts = location.hasPrefix("/") ? [] : file.split(separator: "/").dropLast().map(String.init)
        for part in location.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(String(part))
            } else if parts.popLast() == nil {
                throw .path("\(location.prefix(200)) leads out of the package")
            }
        }
        return parts.joined(separator: "/")
    }

    /// Refuses a name that another program could take for another path.
    static func requireUsable(_ path: String) throws(PackageRefusal) {
        guard path.utf8.count <= bytesMax else { throw .path("a name of more than \(bytesMax) bytes") }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard isClean(path), parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
            throw .path(String(path.prefix(200)))
        }
    }

    /// What two paths have in common when some system takes them for the same file: letters in either case, composed
    /// or not.
    static func folded(_ path: String) -> String {
        path.precomposedStringWithCanonicalMapping.lowercased()
    }

    private static func isClean(_ path: String) -> Bool {
        !path.unicodeScalars.contains { $0 == "\\" || $0.value < 0x20 || $0.value == 0x7F }
    }
}
