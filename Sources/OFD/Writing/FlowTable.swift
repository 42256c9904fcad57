/// A table with cells that may span columns and rows.
public struct FlowTable: Sendable, Equatable {
    /// What a cell holds and how far it reaches.
    public struct Cell: Sendable, Equatable {
        public var blocks: [FlowBlock]
        /// Columns, at least 1.
        public var columns: Int
        /// Rows, at least 1.
        public var rows: Int
        /// Whether the cell has a grey ground.
        public var isShaded: Bool

        /// A cell of one column and one row unless told otherwise.
        public init(_ blocks: [FlowBlock], columns: Int = 1, rows: Int = 1, isShaded: Bool = false) {
            self.blocks = blocks
            self.columns = columns
            self.rows = rows
            self.isShaded = isShaded
        }
    }

    /// The columns' shares of the width.
    public var columns: [Double]
    /// The first rows that are repeated wherever the table goes on on another page.
    public var headingRows: Int
    /// Rows from the top; a place that a cell from above reaches into has no cell of its own.
    public var rows: [[Cell]]
    public var hasBorders: Bool

    /// A table with borders unless told otherwise.
    public init(columns: [Double], headingRows: Int = 0, rows: [[Cell]], hasBorders: Bool = true) {
        self.columns = columns
        self.headingRows = headingRows
        self.rows = rows
        self.hasBorders = hasBorders
    }
}
