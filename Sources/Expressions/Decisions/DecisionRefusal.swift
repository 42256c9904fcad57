/// Why a table or model was not read, or cannot be asked.
public enum DecisionRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file is no XML that is read; the reason is the reader's.
    case badMarkup(String)
    /// XML, but no DMN model.
    case notDMN(String)
    /// A table that contradicts itself.
    case badTable(String)
    /// A cell that is no FEEL, or no type of it; row and column count from 1.
    case badCell(row: Int, column: Int, fault: FEELFault)
    /// Types that are made of each other in a circle.
    case circularType(String)
    /// The model has nothing of this name, or the file holds several and none was named.
    case unknown(String)
    /// One of the limits was exceeded.
    case tooLarge(String)

    public var description: String {
        switch self {
        case .badMarkup(let reason): "the file is not read: \(reason)"
        case .notDMN(let reason): "the file is no DMN model: \(reason)"
        case .badTable(let reason): "the table cannot be: \(reason)"
        case .badCell(let row, let column, let fault): "row \(row), column \(column): \(fault)"
        case .circularType(let name): "the type “\(name)” is made of itself"
        case .unknown(let what): what
        case .tooLarge(let what): "too large: \(what)"
        }
    }
}
