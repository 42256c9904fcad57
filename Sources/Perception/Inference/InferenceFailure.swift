/// Why a neural network could not be loaded or run.
public enum InferenceFailure: Error, Equatable, Sendable {
    /// The runtime or a model is not on this machine; the folders that were looked into.
    case notInstalled(lookedIn: [String])
    /// The runtime is there, one of its models is not.
    case modelMissing(file: String, folder: String)
    /// The runtime's library is there and cannot be opened.
    case cannotOpen(String)
    /// A model file is missing, unreadable or no network that the runtime understands.
    case badModel(file: String, reason: String)
    /// A run failed: wrong shapes, or the runtime's own error.
    case cannotRun(String)
}

extension InferenceFailure: CustomStringConvertible {
    /// A sentence for the person who installed this.
    public var description: String {
        switch self {
        case .notInstalled(let folders):
            "OCR and voice activity are not installed: run make perception "
                + "(looked in \(folders.joined(separator: ", ")))"
        case .modelMissing(let file, let folder): "\(file) is missing in \(folder): run make perception"
        case .cannotOpen(let reason): "OpenVINO cannot be opened: \(reason)"
        case .badModel(let file, let reason): "\(file) is not a usable model: \(reason)"
        case .cannotRun(let reason): "the network could not be run: \(reason)"
        }
    }
}
