/// Every situation that a few conditions can tell apart, one by one: what holds in all of them holds always.
struct SituationGrid: Sequence {
    private let schema: Schema
    private let axes: [(slot: Int, cells: [Cell])]
    private let count: Int

    /// - Returns: `nil` when the conditions cannot be taken apart into points, or into too many of them.
    init?(_ terms: [Term], schema: Schema) {
        guard let points = SamplePoints(terms, schema: schema) else { return nil }
        let axes = points.points(schema)
        var count = 1
        for axis in axes {
            count *= axis.cells.count
            guard count <= ExpressionLimits.situationsMax else { return nil }
        }
        self.schema = schema
        self.axes = axes
        self.count = count
    }

    func makeIterator() -> AnyIterator<Context> {
        var number = 0
        return AnyIterator {
            guard number < count else { return nil }
            defer { number += 1 }
            var cells = [Cell](repeating: .null, count: schema.attributes.count)
            var rest = number
            for axis in axes {
                cells[axis.slot] = axis.cells[rest % axis.cells.count]
                rest /= axis.cells.count
            }
            return Context(cells: cells, for: schema)
        }
    }

    /// The attributes that the conditions speak of.
    var slots: [Int] { axes.map(\.slot) }
}
