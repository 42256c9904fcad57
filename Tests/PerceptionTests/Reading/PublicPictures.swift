import Foundation

/// The pictures of RapidOCR's own tests (`data/ocr-rapidocr` of MAGPIE_DATA), unpacked once.
enum PublicPictures {
    /// One picture's bytes, or `nil` when the data is not here.
    static func bytes(_ file: String) throws -> Data? {
        guard let folder else { return nil }
        return try Data(contentsOf: folder.appending(path: "python/tests/test_files/\(file)"))
    }

    private static let folder = UnpackedData.folder(of: "ocr-rapidocr/rapidocr_test_images.tar.gz")
}
