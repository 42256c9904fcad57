/// Why a template and its data make no document.
public enum TemplateRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// The template is not XML, or not one of contracts.
    case template(String)
    /// The data cannot be read, or lack something.
    case data(String)
    /// What came of it cannot be set.
    case layout(LayoutRefusal)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .template(let reason): "the template: \(reason)"
        case .data(let reason): "the data: \(reason)"
        case .layout(let refusal): "\(refusal)"
        }
    }
}
