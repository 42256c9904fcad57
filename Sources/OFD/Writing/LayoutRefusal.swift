/// Why a document cannot be set.
public enum LayoutRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// A table whose cells do not make a table.
    case table(String)
    /// Something that is not divided and is taller than a page.
    case tooTall(String)
    /// A file that is no picture, or none that documents may hold.
    case picture(String)
    /// Two signature fields of one name, or a name that is none.
    case field(String)
    /// More than a limit allows.
    case tooLarge(String)
    /// The digest that identifies the document could not be taken.
    case digest(String)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .table(let reason): "this is no table: \(reason)"
        case .tooTall(let what): "\(what) is taller than a page"
        case .picture(let reason): "this picture cannot be used: \(reason)"
        case .field(let reason): "this is no signature field: \(reason)"
        case .tooLarge(let what): "the document is too large: \(what)"
        case .digest(let reason): "the document's digest could not be taken: \(reason)"
        }
    }
}
