public import Foundation

/// The folder that `tools/perception.sh` fills: OpenVINO's libraries in `openvino/`, networks in `models/`.
public struct PerceptionFolder: Sendable, Equatable {
    /// The folder itself.
    public let url: URL

    /// A folder that is known to hold an installation.
    public init(_ url: URL) { self.url = url }

    /// Finds the installation: the folder that `MAGPIE_PERCEPTION` names, else `perception` or `.perception` next to
    /// the executable, else `.perception` in the working folder.
    ///
    /// A variable that names a folder without an installation is an error, not a reason to look elsewhere.
    public static func find(
        environment: [String: String], executable: URL?, workingFolder: URL
    ) throws(InferenceFailure) -> PerceptionFolder {
        let candidates = candidates(environment: environment, executable: executable, workingFolder: workingFolder)
        guard let found = candidates.first(where: \.isInstalled) else {
            throw .notInstalled(lookedIn: candidates.map(\.url.path))
        }
        return found
    }

    /// The same, from this process's environment, executable and working folder.
    public static func find() throws(InferenceFailure) -> PerceptionFolder {
        try find(
            environment: ProcessInfo.processInfo.environment, executable: Bundle.main.executableURL,
            workingFolder: URL(fileURLWithPath: FileManager.default.currentDirectoryPath))
    }

    /// Whether the runtime is there; a single model may still be missing.
    public var isInstalled: Bool { runtimeLibrary != nil }

    /// OpenVINO's C library; its name carries a version.
    var runtimeLibrary: URL? {
        let folder = url.appending(path: "openvino")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix("libopenvino_c.so") }.max().map { folder.appending(path: $0) }
    }

    /// The file of one network.
    func model(_ name: String) -> URL { url.appending(path: "models").appending(path: name) }

    private static func candidates(
        environment: [String: String], executable: URL?, workingFolder: URL
    ) -> [PerceptionFolder] {
        if let named = environment["MAGPIE_PERCEPTION"], !named.isEmpty {
            return [.init(URL(fileURLWithPath: named, relativeTo: workingFolder))]
        }
        let beside = executable.map { $0.resolvingSymlinksInPath().deletingLastPathComponent() }
        return [
            beside?.appending(path: "perception"), beside?.appending(path: ".perception"),
            workingFolder.appending(path: ".perception"),
        ].compactMap { $0.map(PerceptionFolder.init) }
    }
}
