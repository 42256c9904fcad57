/// A table cut into bands that a page may hold or not.
struct TableLayout {
    /// Between a cell's border and its content, in millimetres.
    private static let padding = (across: 1.6, down: 0.9)
    private static let lineWidth = 0.18
    private static let ground = 236

    private let table: FlowTable
    private let grid: TableGrid
    /// Where columns begin, and where the last one ends.
    private let edges: [Double]
    private let layout: BlockLayout

    init(_ table: FlowTable, width: Double, in layout: BlockLayout) throws(LayoutRefusal) {
        self.table = table
        self.layout = layout
        grid = try TableGrid(table)
        let total = table.columns.reduce(0, +)
        edges = table.columns.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + width * $1 / total) }
    }

    /// A slab for each group of rows; rows that no page could hold are divided between lines.
    func slabs(pageHeight: Double) throws(LayoutRefusal) -> [Slab] {
        var contents: [[Slab]] = []
        for placement in grid.placements { contents.append(try content(placement)) }
        let headingRows = grid.groups.last { $0.lowerBound < table.headingRows }?.upperBound ?? 0
        var heading: [Slab] = []
        var slabs: [Slab] = []
        for group in grid.groups {
            let room = pageHeight - heading.reduce(0) { $0 + $1.height }
            for var slab in try bands(group, contents, room: room) {
                if group.lowerBound < headingRows {
                    slab.keepsWithNext = true
                    heading.append(slab)
                } else {
                    slab.heading = heading
                }
                slabs.append(slab)
            }
        }
        if !slabs.isEmpty {
            slabs[0].before = 1.6
            // A table that is all heading must not pull in what follows.
            slabs[slabs.count - 1].keepsWithNext = false
        }
        return slabs
    }

    private func content(_ placement: TableGrid.Placement) throws(LayoutRefusal) -> [Slab] {
        let width = edges[placement.columns.upperBound] - edges[placement.columns.lowerBound]
        var slabs = try layout.slabs(placement.cell.blocks, width: width - 2 * Self.padding.across)
        if !slabs.isEmpty { slabs[0].before = 0 }
        guard !slabs.contains(where: \.endsPage) else { throw .table("a page cannot end inside a cell") }
        return slabs
    }

    private func bands(
        _ group: Range<Int>, _ contents: [[Slab]], room: Double
    ) throws(LayoutRefusal) -> [Slab] {
        let cells = grid.indices(of: group).map { (grid.placements[$0], contents[$0]) }
        // Heights first: what no page holds is not drawn.
        let heights = rowHeights(group, cells)
        if heights.reduce(0, +) <= room { return [band(group, cells, heights)] }
        guard group.count == 1 else {
            throw .table("rows \(group.lowerBound + 1) to \(group.upperBound) hang together and are taller than a page")
        }
        return try divided(cells, group, room: room)
    }

    /// Fills page after page with as many of each cell's lines as fit.
    private func divided(
        _ cells: [(TableGrid.Placement, [Slab])], _ group: Range<Int>, room: Double
    ) throws(LayoutRefusal) -> [Slab] {
        var rest = cells
        var bands: [Slab] = []
        while rest.contains(where: { !$0.1.isEmpty }) {
            var part: [(TableGrid.Placement, [Slab])] = []
            for index in rest.indices {
                let count = Self.fitting(rest[index].1, room - 2 * Self.padding.down)
                part.append((rest[index].0, Array(rest[index].1.prefix(count))))
                rest[index].1.removeFirst(count)
                if !rest[index].1.isEmpty { rest[index].1[0].before = 0 }
            }
            guard part.contains(where: { !$0.1.isEmpty }) else { throw .tooTall("a line in a table") }
            bands.append(band(group, part, rowHeights(group, part)))
        }
        return bands
    }

    private static func fitting(_ slabs: [Slab], _ room: Double) -> Int {
        var used = 0.0
        for (index, slab) in slabs.enumerated() {
            used += slab.height + slab.before
            if used > room { return index }
        }
        return slabs.count
    }

    private func band(
        _ group: Range<Int>, _ cells: [(TableGrid.Placement, [Slab])], _ heights: [Double]
    ) -> Slab {
        let tops = heights.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }
        var slab = Slab(height: tops.last ?? 0)
        var borders: Set<Border> = []
        for (placement, content) in cells {
            let top = tops[placement.row - group.lowerBound]
            let bottom = tops[placement.rows.upperBound - group.lowerBound]
            draw(placement, content, top, bottom, on: &slab)
            if table.hasBorders { frame(placement, top, bottom, on: &slab, &borders) }
        }
        return slab
    }

    /// Rows as tall as the cells in them alone, then taller at the end of a span that needs more.
    private func rowHeights(_ group: Range<Int>, _ cells: [(TableGrid.Placement, [Slab])]) -> [Double] {
        var heights = [Double](repeating: 2 * Self.padding.down, count: group.count)
        for (placement, content) in cells.sorted(by: { $0.0.cell.rows < $1.0.cell.rows }) {
            let needed = content.reduce(2 * Self.padding.down) { $0 + $1.height + $1.before }
            let rows = (placement.row - group.lowerBound)..<(placement.rows.upperBound - group.lowerBound)
            let missing = needed - heights[rows].reduce(0, +)
            if missing > 0 { heights[rows.upperBound - 1] += missing }
        }
        return heights
    }

    private func draw(
        _ placement: TableGrid.Placement, _ content: [Slab], _ top: Double, _ bottom: Double, on slab: inout Slab
    ) {
        let left = edges[placement.columns.lowerBound]
        let right = edges[placement.columns.upperBound]
        let height = bottom - top
        if placement.cell.isShaded {
            slab.items.append(.box(x: left, y: top, width: right - left, height: height, grey: Self.ground))
        }
        // Content stands in the middle of its cell's height.
        let used = content.reduce(0) { $0 + $1.height + $1.before }
        var y = top + max(Self.padding.down, (height - used) / 2)
        for part in content {
            let moved = part.moved(right: left + Self.padding.across, down: y + part.before)
            slab.items += moved.items
            slab.fields += moved.fields
            y += part.before + part.height
        }
    }

    /// One side of a cell.
    private struct Border: Hashable {
        let fromX, fromY, toX, toY: Double
    }

    /// The four sides of a cell, without those that neighbours have drawn: they share their borders.
    private func frame(
        _ placement: TableGrid.Placement, _ top: Double, _ bottom: Double, on slab: inout Slab,
        _ drawn: inout Set<Border>
    ) {
        let left = edges[placement.columns.lowerBound]
        let right = edges[placement.columns.upperBound]
        for side in [
            Border(fromX: left, fromY: top, toX: right, toY: top),
            Border(fromX: left, fromY: bottom, toX: right, toY: bottom),
            Border(fromX: left, fromY: top, toX: left, toY: bottom),
            Border(fromX: right, fromY: top, toX: right, toY: bottom),
        ] where drawn.insert(side).inserted {
            slab.items.append(
                .line(fromX: side.fromX, fromY: side.fromY, toX: side.toX, toY: side.toY, width: Self.lineWidth))
        }
    }
}
