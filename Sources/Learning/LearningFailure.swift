/// Why a model could not be trained, read or written.
public enum LearningFailure: Error, Equatable, Sendable {
    /// A row of a data file cannot be read; lines are counted from 1.
    case badRow(line: Int, reason: String)
    /// The data file as a whole cannot be read.
    case badData(String)
    /// An option is outside its range.
    case badOption(String)
    /// The rows cannot teach anything: none, or fewer than two labels.
    case cannotTrain(String)
    /// The file is not a model of this kind.
    case notAModel
    /// The file was written by another format version than this build reads.
    case unknownFormat(version: Int)
    /// The file ends early, carries extra bytes, or its checksum does not match.
    case damagedModel(String)
    /// A stated limit was exceeded.
    case tooLarge(String)
}

extension LearningFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badRow(let line, let reason): "line \(line): \(reason)"
        case .badData(let reason): "the data cannot be read: \(reason)"
        case .badOption(let reason): "bad option: \(reason)"
        case .cannotTrain(let reason): "cannot train: \(reason)"
        case .notAModel: "the file is not a model of this kind"
        case .unknownFormat(let version): "the model file has format \(version), which this build does not read"
        case .damagedModel(let reason): "the model file is damaged: \(reason)"
        case .tooLarge(let what): "too large: \(what)"
        }
    }
}
