import Testing

@testable import Understanding

@Suite struct FoldedLineTests {
    @Test("Full-width letters and digits fold to half-width, capitals to small, one character each")
    func folding() {
        let line = FoldedLine("ＡＢ１２　Xy：")
        #expect(String(line.folded) == "ab12 xy:")
        #expect(line.count == line.written.count)
    }

    @Test("A Chinese comma stays one, so that it never groups digits")
    func comma() {
        #expect(FoldedLine("1，000").folded == Array("1，000"))
    }

    @Test("A placeholder is blank for the rules and shown for people")
    func placeholder() {
        let line = FoldedLine("电话⟦phone:138****5678:id⟧好")
        #expect(line.placeholders.map(\.type) == ["phone"])
        #expect(line.readable == "电话138****5678好")
        #expect(line.folded.filter { $0 == FoldedLine.blank }.count == 22)
        #expect(String(line.written) == "电话⟦phone:138****5678:id⟧好")
    }

    @Test("Looking beyond either end finds a blank, not a crash")
    func ends() {
        let line = FoldedLine("a")
        #expect(line[-1] == FoldedLine.blank && line[1] == FoldedLine.blank)
        #expect(!line.has("ab", at: 0) && !line.has("a", at: -1) && !line.has("ab", endingAt: 1))
        #expect(line.reading(-5..<50) == "a")
        #expect(FoldedLine("").clause(around: 0) == 0..<0)
    }

    @Test("A clause ends at a comma or a stop, but not at the point within a number")
    func clauses() {
        let line = FoldedLine("我5岁，预算1.5万,3,000元。好")
        #expect(line.reading(line.clause(around: 5)) == "预算1.5万,3,000元")
        #expect(line.reading(line.clause(around: 0)) == "我5岁")
    }

    @Test("Latin words are whole or not there")
    func wholeWords() {
        #expect(FoldedLine("my son.").hasWhole(Array("son"), at: 3))
        #expect(!FoldedLine("person").hasWhole(Array("son"), at: 3))
        #expect(FoldedLine("son子").hasWhole(Array("son"), at: 0))
    }
}
