/// Numbers in a box of some shape, row-major: what goes into a network and comes out of it.
public struct Tensor: Sendable, Equatable {
    /// The numbers; integers only where a network asks for them (a sampling rate, an index).
    public enum Values: Sendable, Equatable {
        case floats([Float])
        case integers([Int64])
    }

    /// Extents, outermost first; empty for a single number.
    public let shape: [Int]
    /// The numbers, row-major.
    public let values: Values

    /// Numbers in a shape; the count must be the product of the extents.
    public init(_ floats: [Float], shape: [Int]) {
        self.shape = shape
        values = .floats(floats)
    }

    /// Whole numbers in a shape; the count must be the product of the extents.
    public init(_ integers: [Int64], shape: [Int]) {
        self.shape = shape
        values = .integers(integers)
    }

    /// The numbers as 32-bit floats.
    public var floats: [Float] {
        switch values {
        case .floats(let numbers): numbers
        case .integers(let numbers): numbers.map(Float.init)
        }
    }

    var count: Int {
        switch values {
        case .floats(let numbers): numbers.count
        case .integers(let numbers): numbers.count
        }
    }

    /// Whether the count fits the shape.
    var isConsistent: Bool {
        var product = 1
        for extent in shape {
            let (next, overflow) = product.multipliedReportingOverflow(by: extent)
            guard extent >= 0, !overflow else { return false }
            product = next
        }
        return product == count
    }
}
