import Testing

@testable import OFD

@Suite("Where lines may end") struct LineBreakingTests {
    private func lines(_ text: String, ems: Double) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let widths = scalars.map(Typeface.advance)
        return LineBreaking.lines(scalars, widths: widths) { _ in ems }.map { range in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return String(view)
        }
    }

    @Test("No closing mark begins a line, no opening mark ends one")
    func marks() {
        #expect(lines("甲方应当付款。乙方", ems: 6) == ["甲方应当付", "款。乙方"])
        #expect(lines("本合同（附件）", ems: 4) == ["本合同", "（附件）"])
        #expect(lines("他说：“好。”完", ems: 4) == ["他说：", "“好。”", "完"])
        #expect(lines("金额为￥100元整", ems: 4) == ["金额为", "￥100元", "整"])
    }

    @Test("Words, numbers with their signs and pairs of dashes stay whole")
    func words() {
        #expect(lines("服务 SERVICE 条款", ems: 4) == ["服务 ", "SERVICE ", "条款"])
        #expect(lines("共计 300,000.00 元", ems: 5) == ["共计 ", "300,000.00 ", "元"])
        #expect(lines("减收百分之5%以内", ems: 5.5) == ["减收百分之", "5%以内"])
        #expect(lines("这就是——破折号", ems: 4) == ["这就", "是——破", "折号"])
    }

    @Test("A word longer than the line is cut, and a line feed ends a line")
    func hard() {
        #expect(lines("abcdefghij", ems: 2) == ["abcd", "efgh", "ij"])
        #expect(lines("一\n二", ems: 9) == ["一\n", "二"])
        #expect(lines("", ems: 9) == [])
    }

    @Test("Whatever the text: nothing is lost, every line has something, only what cannot be broken is too long")
    func always() {
        var chance = SystemRandomNumberGenerator.Seeded(7)
        let alphabet = Array("甲乙合同。，（）“”ab1 ,.-%￥—…\n\u{301}".unicodeScalars)
        for _ in 0..<2_000 {
            let scalars = (0..<Int.random(in: 0...60, using: &chance)).map { _ in
                alphabet.randomElement(using: &chance) ?? "甲"
            }
            let widths = scalars.map(Typeface.advance)
            let room = Double.random(in: 1...12, using: &chance)
            let lines = LineBreaking.lines(scalars, widths: widths) { _ in room }
            #expect(lines.flatMap { Array($0) } == Array(scalars.indices))
            #expect(lines.allSatisfy { !$0.isEmpty })
            for line in lines {
                let end = line.reversed().drop { scalars[$0] == " " || scalars[$0] == "\n" }.first ?? line.lowerBound
                let used = (line.lowerBound...end).reduce(0) { $0 + widths[$1] }
                #expect(used <= room + 1e-6 || end == line.lowerBound)
            }
        }
    }
}

extension SystemRandomNumberGenerator {
    /// The same numbers for the same seed (SplitMix64).
    struct Seeded: RandomNumberGenerator {
        private var state: UInt64

        init(_ seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
