import Testing

@testable import Perception

@Suite struct ReadingOrderTests {
    private func texts(_ lines: [TextLine]) -> [String] { ReadingOrder.sort(lines).map(\.text) }

    @Test("Rows from the top, in a row from the left, in whatever order they were found", arguments: 0..<5)
    func rows(seed: Int) {
        var chance = SeededBytes(UInt64(seed))
        let lines = [
            Typed.line("一行左", x: 10, y: 10), Typed.line("一行右", x: 300, y: 14), Typed.line("二行", x: 10, y: 70),
            Typed.line("三行左", x: 10, y: 130), Typed.line("三行右", x: 300, y: 127),
        ]
        #expect(texts(lines.shuffled(using: &chance)) == lines.map(\.text))
    }

    @Test("Two columns of prose are read one after the other")
    func columns() {
        let left = (0..<4).map { Typed.line("左边这一栏的第\($0)行文字", x: 0, y: 50 * Double($0)) }
        let right = (0..<4).map { Typed.line("右边这一栏的第\($0)行文字", x: 500, y: 50 * Double($0) + 6) }
        #expect(texts(right + left) == (left + right).map(\.text))
    }

    @Test("Three columns are read one after the other, whichever gutter is the widest", arguments: [-30.0, 0, 30])
    func threeColumns(shift: Double) {
        let columns = [0, 420 + shift, 900].map { x in
            (0..<4).map { Typed.line("从\(Int(x))开始一栏的第\($0)行", x: x, y: 50 * Double($0)) }
        }
        #expect(texts(columns.flatMap(\.self).reversed()) == columns.flatMap(\.self).map(\.text))
    }

    @Test("A title over two columns comes first")
    func title() {
        let title = Typed.line("横贯两栏的大标题文字这里很长很长", x: 100, y: 0)
        let left = (0..<3).map { Typed.line("左边这一栏的第\($0)行文字", x: 0, y: 120 + 50 * Double($0)) }
        let right = (0..<3).map { Typed.line("右边这一栏的第\($0)行文字", x: 500, y: 120 + 50 * Double($0)) }
        #expect(texts(right + [title] + left) == ([title] + left + right).map(\.text))
    }

    @Test("A page that lies askew is read as if it lay straight", arguments: [-0.3, -0.1, 0.1, 0.3])
    func askew(tilt: Double) {
        let lines = (0..<5).flatMap { row in
            [
                Typed.line("第\(row)行的左边一半", x: 0, y: 60 * Double(row), tilt: tilt),
                Typed.line("右边", x: 420, y: 60 * Double(row), tilt: tilt),
            ]
        }
        #expect(texts(lines.reversed()) == lines.map(\.text))
        #expect(texts([]) == [])
    }

    @Test("A page on its side, and one on its head, are noticed by most of its lines")
    func turns() {
        let wide = RotatedRectangle(centre: Point(0, 0), width: 90, height: 10, angle: 0)
        let tall = RotatedRectangle(centre: Point(0, 0), width: 10, height: 90, angle: 0)
        #expect(TextReader.isQuarterTurned([tall, tall, wide]))
        #expect(!TextReader.isQuarterTurned([tall, wide, wide]))
        #expect(!TextReader.isQuarterTurned([]))
        let quads = [wide.corners, wide.corners, tall.corners]
        #expect(TextReader.isHalfTurned(quads, [true, true, false]))
        #expect(!TextReader.isHalfTurned(quads, [false, true, false]))
        #expect(!TextReader.isHalfTurned([], []))
    }
}
