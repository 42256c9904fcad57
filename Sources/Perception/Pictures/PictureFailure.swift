/// Why a file could not be taken as a picture.
public enum PictureFailure: Error, Equatable, Sendable {
    /// There is no such file, or it may not be read.
    case unreadable(String)
    /// Neither JPEG, PNG nor WebP.
    case unknownFormat
    /// A picture format that is known and not read.
    case unsupported(String)
    /// The file, its sides or its pixels exceed a limit; nothing was decoded.
    case tooLarge(String)
    /// The file is damaged or ends early.
    case damaged(String)
}

extension PictureFailure: CustomStringConvertible {
    /// A sentence for the person who sent the picture.
    public var description: String {
        switch self {
        case .unreadable(let file): "\(file) cannot be read"
        case .unknownFormat: "the file is no JPEG, PNG or WebP picture"
        case .unsupported(let format): "\(format) pictures are not read: send JPEG, PNG or WebP"
        case .tooLarge(let what): "the picture is too large: \(what)"
        case .damaged(let reason): "the picture is damaged: \(reason)"
        }
    }
}
