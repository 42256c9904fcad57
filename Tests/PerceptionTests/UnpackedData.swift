import Foundation

/// Archives of public data sets (`data/` of MAGPIE_DATA), unpacked for one run of the tests.
enum UnpackedData {
    /// The folder an archive was unpacked into; `nil` where the data is not here.
    static func folder(of archive: String) -> URL? {
        guard let data = ProcessInfo.processInfo.environment["MAGPIE_DATA"] else { return nil }
        let path = "\(data)/data/\(archive)"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-data-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "xzf", path, "-C", folder.path]
        try? tar.run()
        tar.waitUntilExit()
        return tar.terminationStatus == 0 ? folder : nil
    }
}
