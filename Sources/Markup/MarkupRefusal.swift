/// Why a document was not read.
public enum MarkupRefusal: Error, Equatable, Sendable {
    /// It is not well-formed XML; the line is counted from 1.
    case notWellFormed(line: Int, reason: String)
    /// It declares a document type. Those bring entities, and entities bring other people's files and memory.
    case documentType
    /// Neither UTF-8 nor UTF-16 with its byte order mark.
    case encoding(String)
    /// One of `MarkupLimits` was exceeded.
    case tooLarge(String)
}

extension MarkupRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notWellFormed(let line, let reason): "line \(line): not well-formed XML: \(reason)"
        case .documentType: "the XML declares a document type (DTD), which is refused"
        case .encoding(let name): "the XML is written in \(name); UTF-8 and UTF-16 are read"
        case .tooLarge(let what): "the XML is too large: \(what)"
        }
    }
}

/// How much a document may ask of its reader.
public struct MarkupLimits: Sendable, Equatable {
    /// Length of the document, in bytes.
    public var bytesMax: Int
    /// Elements inside one another; libxml2 itself stops at 256.
    public var depthMax: Int
    /// Elements in the whole document.
    public var elementsMax: Int
    /// Attributes in the whole document.
    public var attributesMax: Int

    /// What a single file of a contract, a process or a model may need.
    public static let standard = MarkupLimits()

    /// Limits of one's own.
    public init(
        bytesMax: Int = 16 << 20, depthMax: Int = 200, elementsMax: Int = 200_000, attributesMax: Int = 1_000_000
    ) {
        self.bytesMax = bytesMax
        self.depthMax = depthMax
        self.elementsMax = elementsMax
        self.attributesMax = attributesMax
    }
}
