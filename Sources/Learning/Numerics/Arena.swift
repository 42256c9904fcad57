/// Memory for the numbers of one batch, used again for the next: a training under way allocates nothing.
final class Arena {
    /// Numbers in one piece of memory, unless a single matrix needs more.
    private static let pieceFloats = 1 << 16
    /// Every matrix begins at a multiple of this many numbers.
    private static let alignmentFloats = 16

    private var pieces: [Floats] = []
    private var piece = 0
    private var used = 0

    /// A matrix whose numbers are whatever was there before.
    func take(rows: Int, columns: Int) -> MatrixView {
        let count = rows * columns
        while piece < pieces.count, pieces[piece].count - used < count {
            piece += 1
            used = 0
        }
        if piece == pieces.count { pieces.append(Floats(zeros: max(count, Self.pieceFloats))) }
        defer { used += (count + Self.alignmentFloats - 1) / Self.alignmentFloats * Self.alignmentFloats }
        return MatrixView(pieces[piece].base + used, rows: rows, columns: columns, stride: columns)
    }

    /// A matrix of zeros.
    func takeZeros(rows: Int, columns: Int) -> MatrixView {
        let view = take(rows: rows, columns: columns)
        view.base.update(repeating: 0, count: view.count)
        return view
    }

    /// Everything that was taken is free again.
    func reset() {
        piece = 0
        used = 0
    }
}
