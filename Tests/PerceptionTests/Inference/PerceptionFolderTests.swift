import Foundation
import Testing

@testable import Perception

@Suite struct PerceptionFolderTests {
    /// A folder that looks like an installation, removed afterwards.
    private func withFolders(_ body: (URL) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "perception-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try body(root)
    }

    private func install(_ folder: URL) throws {
        let libraries = folder.appending(path: "openvino")
        try FileManager.default.createDirectory(at: libraries, withIntermediateDirectories: true)
        try Data("no library".utf8).write(to: libraries.appending(path: "libopenvino_c.so.1"))
    }

    @Test("The variable comes first, then the executable's neighbour, then the working folder")
    func order() throws {
        try withFolders { root in
            let named = root.appending(path: "named")
            let bin = root.appending(path: "bin")
            for folder in [named, bin.appending(path: "perception"), root.appending(path: ".perception")] {
                try install(folder)
            }
            func find(_ environment: [String: String], _ executable: URL?) throws -> String {
                try PerceptionFolder.find(environment: environment, executable: executable, workingFolder: root)
                    .url.lastPathComponent
            }
            let executable = bin.appending(path: "magpie")
            #expect(try find(["MAGPIE_PERCEPTION": named.path], executable) == "named")
            #expect(try find([:], executable) == "perception")
            #expect(try find(["MAGPIE_PERCEPTION": ""], nil) == ".perception")
        }
    }

    @Test("Nothing installed: the sentence says what to run; a wrong variable is not passed over")
    func missing() throws {
        try withFolders { root in
            try install(root.appending(path: ".perception"))
            let failure = #expect(throws: InferenceFailure.self) {
                try PerceptionFolder.find(
                    environment: ["MAGPIE_PERCEPTION": "/nowhere"], executable: nil, workingFolder: root)
            }
            #expect(failure?.description.hasSuffix("run make perception (looked in /nowhere)") == true)
            #expect(failure == .notInstalled(lookedIn: ["/nowhere"]))
        }
    }

    @Test("A library that is none, and a folder without any, cannot be opened")
    func broken() throws {
        try withFolders { root in
            #expect(throws: InferenceFailure.notInstalled(lookedIn: [root.path])) {
                try InferenceRuntime(PerceptionFolder(root))
            }
            try install(root)
            let failure = #expect(throws: InferenceFailure.self) { try InferenceRuntime(PerceptionFolder(root)) }
            guard case .cannotOpen = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
        }
    }

    @Test("Numbers must fill their shape")
    func tensors() {
        #expect(Tensor([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3]).isConsistent)
        #expect(Tensor([7] as [Int64], shape: []).isConsistent)
        #expect(!Tensor([1] as [Float], shape: [2]).isConsistent)
        #expect(!Tensor([Float](), shape: [Int.max, Int.max]).isConsistent)
        #expect(!Tensor([1] as [Float], shape: [-1, -1]).isConsistent)
        let picture = Picture.filled(width: 2, height: 1, with: 255)
        let tensor = Tensor(picture, paddedWidth: 3)
        #expect(tensor.shape == [1, 3, 1, 3] && tensor.floats == [1, 1, 0, 1, 1, 0, 1, 1, 0])
    }
}
