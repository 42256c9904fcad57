import ArgumentParser
import Foundation

/// What lies in a folder.
enum Folder {
    static func names(_ path: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw ValidationError("\(path) cannot be read as a folder.")
        }
        return names.sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder = ObjCBool(false)
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
