import Foundation
import Testing

@testable import Perception

/// With the real networks: `tools/perception.sh` installs them, `make test` runs it first.
enum Installed {
    /// The networks, loaded once for all tests; `nil` where they are not installed.
    static let reader: TextReader? = folder.flatMap { try? TextReader($0, threads: 2) }

    static let folder: PerceptionFolder? = {
        // The tests run with their package as the working folder, or anywhere at all.
        let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try? PerceptionFolder.find(
            environment: ProcessInfo.processInfo.environment, executable: nil, workingFolder: checkout)
    }()
}

@Suite(.enabled(if: Installed.folder != nil, "OCR is not installed: run make perception"))
struct RealModelTests {
    @Test("The networks load, and a page without text has no lines")
    func blank() throws {
        let reader = try #require(Installed.reader)
        let page = try reader.read(Picture.filled(width: 320, height: 200, with: 240))
        #expect(page.lines.isEmpty && page.width == 320)
        let document = try DocumentReader(reader).read(Picture.filled(width: 40, height: 30, with: 0), as: .idFront)
        #expect(!document.accepted && document.reasons.contains("number: not found"))
    }

    @Test(
        "Public pictures are read as their source says",
        arguments: [
            ("text_rec.jpg", "韩国小馆"), ("img_exif_orientation.jpg", "我是中国人"),
            ("black_font_color_transparent.png", "我是中国人"), ("white_font_color_transparent.png", "我是中国人"),
            ("test_without_det.jpg", "在中国作家协会第三届儿童文学"), ("issue_170.png", "TEST"), ("text_cls.jpg", "怪我咯"),
        ])
    func publicPictures(file: String, expected: String) throws {
        guard let bytes = try PublicPictures.bytes(file) else { return }
        let page = try #require(Installed.reader).read(Picture(decoding: bytes))
        #expect(page.lines.map(\.text).joined().contains(expected))
    }

    @Test("A model file that is none is refused by name")
    func badModel() throws {
        let folder = try #require(Installed.folder)
        let file = FileManager.default.temporaryDirectory.appending(path: "none-\(UUID().uuidString).onnx")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("not a network".utf8).write(to: file)
        let runtime = try InferenceRuntime(folder)
        #expect(throws: InferenceFailure.self) { try runtime.load(file, threads: 1) }
        #expect(throws: InferenceFailure.badModel(file: "absent.onnx", reason: "it cannot be read")) {
            try runtime.load(file.deletingLastPathComponent().appending(path: "absent.onnx"), threads: 1)
        }
    }

    @Test("A network refuses inputs of the wrong number or shape and works on afterwards")
    func badInputs() throws {
        let folder = try #require(Installed.folder)
        let network = try InferenceRuntime(folder).load(folder.model(DirectionClassifier.modelName), threads: 1)
        #expect(throws: InferenceFailure.self) { try network.run([Tensor]()) }
        #expect(throws: InferenceFailure.self) { try network.run(Tensor([1] as [Float], shape: [1, 1, 1, 1])) }
        #expect(throws: InferenceFailure.self) { try network.run(Tensor([1] as [Float], shape: [5])) }
        let picture = Picture.filled(width: 192, height: 48, with: 200)
        #expect(try network.run(Tensor(picture)).floats.count == 2)
    }
}
