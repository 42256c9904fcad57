import Foundation

/// The pictures of RapidOCR's own tests (`data/ocr-rapidocr` of MAGPIE_DATA), unpacked once.
enum PublicPictures {
    /// One picture's bytes, or `nil` when the data is not here.
    static func bytes(_ file: String) throws -> Data? {
        guard let folder else { return nil }
        return try Data(contentsOf: folder.appending(path: "python/tests/test_files/\(file)"))
    }

    private static let folder: URL? = {
        guard let data = ProcessInfo.processInfo.environment["MAGPIE_DATA"] else { return nil }
        let archive = "\(data)/data/ocr-rapidocr/rapidocr_test_images.tar.gz"
        guard FileManager.default.fileExists(atPath: archive) else { return nil }
        let folder = FileManager.default.temporaryDirectory.appending(path: "ocr-pictures-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "xzf", archive, "-C", folder.path]
        try? tar.run()
        tar.waitUntilExit()
        return tar.terminationStatus == 0 ? folder : nil
    }()
}
