/// Why a package cannot be read as a document.
public enum ReadingRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// It is no package.
    case package(PackageRefusal)
    /// A file that another one names is not there.
    case missing(String)
    /// A file that is not the XML it should be.
    case file(String, String)
    /// More than a limit allows.
    case tooLarge(String)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .package(let refusal): "\(refusal)"
        case .missing(let file): "\(file) is missing"
        case .file(let file, let reason): "\(file): \(reason)"
        case .tooLarge(let what): "too large: \(what)"
        }
    }
}
