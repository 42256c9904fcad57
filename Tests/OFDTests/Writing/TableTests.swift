import Testing

@testable import OFD

@Suite("Tables") struct TableTests {
    private func cell(_ text: String, columns: Int = 1, rows: Int = 1) -> FlowTable.Cell {
        FlowTable.Cell([.paragraph(Paragraph(text))], columns: columns, rows: rows)
    }

    private func pages(_ table: FlowTable, height: Double = 100) throws -> [PageComposer.Page] {
        let geometry = PageGeometry(width: 120, height: height, top: 10, right: 10, bottom: 10, left: 10)
        return try FlowDocument(title: "t", page: geometry, blocks: [.table(table)]).composed()
    }

    private func words(_ page: PageComposer.Page) -> [String] {
        page.items.compactMap { item in
            if case .text(let text) = item { String(String.UnicodeScalarView(text.scalars)) } else { nil }
        }
    }

    @Test("Heading rows are repeated on every page, and no row is lost")
    func headings() throws {
        let rows = [[cell("名称"), cell("金额")]] + (1...30).map { [cell("第\($0)项"), cell("\($0)")] }
        let pages = try pages(FlowTable(columns: [2, 1], headingRows: 1, rows: rows))
        #expect(pages.count > 1)
        for page in pages { #expect(words(page).first == "名称") }
        let numbers = pages.flatMap(words).filter { Int($0) != nil }
        #expect(numbers == (1...30).map(String.init))
    }

    @Test("A cell over two columns and two rows takes the place of four")
    func spans() throws {
        let table = FlowTable(
            columns: [1, 1, 1],
            rows: [[cell("大", columns: 2, rows: 2), cell("一")], [cell("二")], [cell("三"), cell("四"), cell("五")]])
        let grid = try TableGrid(table)
        #expect(grid.placements.map(\.columns) == [0..<2, 2..<3, 2..<3, 0..<1, 1..<2, 2..<3])
        #expect(grid.groups == [0..<2, 2..<3])
        #expect(try pages(table).count == 1)
    }

    @Test("A row taller than a page is divided between lines")
    func tallRow() throws {
        let long = String(repeating: "很长的说明，", count: 200)
        let pages = try pages(FlowTable(columns: [1, 3], rows: [[cell("甲"), cell(long)]]))
        #expect(pages.count > 2)
        #expect(pages.flatMap(words).joined().filter { $0 == "说" }.count == 200)
    }

    @Test(
        "What is no table is refused with its place",
        arguments: [
            (FlowTable(columns: [], rows: []), "column"),
            (FlowTable(columns: [1, 1], rows: [[FlowTable.Cell([])]]), "row 1 has fewer"),
            (FlowTable(columns: [1], rows: [[FlowTable.Cell([]), FlowTable.Cell([])]]), "column 2) leaves"),
            (FlowTable(columns: [1], rows: [[FlowTable.Cell([], rows: 2)]]), "leaves the table"),
            (FlowTable(columns: [1], rows: [[FlowTable.Cell([], columns: 0)]]), "spans nothing"),
            (FlowTable(columns: [1], headingRows: 2, rows: [[FlowTable.Cell([])]]), "headings"),
        ])
    func refused(table: FlowTable, reason: String) {
        let refusal = #expect(throws: LayoutRefusal.self) { try TableGrid(table) }
        #expect(refusal?.description.contains(reason.replacing(")", with: "")) == true)
    }

    @Test("Rows that hang together and are taller than a page are refused")
    func tooTall() {
        let long = String(repeating: "很长的说明，", count: 200)
        let table = FlowTable(columns: [1, 3], rows: [[cell("甲", rows: 2), cell(long)], [cell("乙")]])
        #expect(throws: LayoutRefusal.self) { try pages(table) }
    }

    @Test("Neighbours share their borders: every line is drawn once")
    func borders() throws {
        let table = FlowTable(
            columns: [1, 1], rows: [[cell("大", rows: 2), cell("一")], [cell("二")], [cell("三"), cell("四")]])
        let lines = try pages(table)[0].items.filter { if case .line = $0 { true } else { false } }
        // The first two rows: four sides of the tall cell and seven of the other two; the last row: seven.
        #expect(lines.count == 11 + 7)
        for (index, line) in lines[..<11].enumerated() { #expect(!lines[..<index].contains(line)) }
    }

    @Test("Many rows that hang together are refused by their height, whatever would be drawn on them")
    func manyRows() {
        var rows = Array(repeating: Array(repeating: cell("乙"), count: 99), count: 200)
        rows[0].insert(cell("甲", rows: 200), at: 0)
        let refusal = #expect(throws: LayoutRefusal.self) {
            try pages(FlowTable(columns: Array(repeating: 1, count: 100), rows: rows))
        }
        #expect(refusal?.description.contains("rows 1 to 200 hang together") == true)
    }

    @Test("Rows on one page share their borders however many cells there are")
    func wideBand() throws {
        var rows = Array(repeating: Array(repeating: cell(""), count: 99), count: 100)
        rows[0].insert(cell("", rows: 100), at: 0)
        let pages = try pages(FlowTable(columns: Array(repeating: 1, count: 100), rows: rows), height: 2_000)
        // Horizontal sides in 99 columns, vertical ones at 100 edges, and the four of the tall cell.
        #expect(pages[0].items.count == 99 * 101 + 100 * 100 + 4)
    }
}
