import COpenVINO
public import Foundation
import Synchronization

/// OpenVINO, opened at run time: building and everything else needs none of it.
///
/// One per process is enough; networks made from it may be used from any thread.
public final class InferenceRuntime: Sendable {
    /// A refusal to load files that no network of ours comes near.
    public static let modelBytesMax = 256 << 20

    private let opened: Mutex<Opened>

    /// The library's functions and its one core object.
    private struct Opened {
        let functions: magpie_openvino_t
        let core: OpaquePointer
    }

    /// Opens the runtime that a folder holds.
    public init(_ folder: PerceptionFolder) throws(InferenceFailure) {
        guard let library = folder.runtimeLibrary else { throw .notInstalled(lookedIn: [folder.url.path]) }
        var functions = magpie_openvino_t()
        var reason = [CChar](repeating: 0, count: 512)
        guard magpie_openvino_open(library.path, &functions, &reason, reason.count) == 0 else {
            throw .cannotOpen(String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        var core: OpaquePointer?
        guard functions.core_create(&core) == 0, let core else {
            throw .cannotOpen(functions.explain(-1))
        }
        opened = Mutex(Opened(functions: functions, core: core))
    }

    deinit { opened.withLock { $0.functions.core_free($0.core) } }

    /// Loads one network (ONNX) with 32-bit arithmetic.
    ///
    /// - Parameter threads: how many threads one run may use, 1 or more.
    public func load(_ file: URL, threads: Int) throws(InferenceFailure) -> Network {
        let size = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? nil
        guard let size else { throw .badModel(file: file.lastPathComponent, reason: "it cannot be read") }
        guard size <= Self.modelBytesMax else { throw .badModel(file: file.lastPathComponent, reason: "too large") }
        let session: NetworkSession = try opened.withLock { (opened) throws(InferenceFailure) in
            try NetworkSession(file: file, threads: max(1, threads), functions: opened.functions, core: opened.core)
        }
        return Network(session, runtime: self)
    }
}

extension magpie_openvino_t {
    /// The library's own words for a status.
    func explain(_ status: Int32) -> String {
        let detail = get_last_error().map { String(cString: $0) } ?? ""
        let general = get_error_info(status).map { String(cString: $0) } ?? "status \(status)"
        return detail.isEmpty ? general : String(detail.prefix(300))
    }
}
