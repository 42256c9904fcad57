import Testing

/// Small files, small functions, narrow lines, and as much test as source.
@Suite struct SizeTests {
    static let fileLinesMax = 500
    static let functionLinesMax = 60
    static let lineCharactersMax = 120

    @Test("Half of all files have at most 80 lines, 95 of 100 at most 300, none more than 500")
    func files() {
        let all = Checkout.sources + Checkout.browser
        let counts = all.map(\.lineCount).sorted()
        #expect(counts.count > 100, "the tree was not found")
        #expect(counts[counts.count / 2] <= 80)
        #expect(counts.count { $0 <= 300 } * 100 >= counts.count * 95)
        expectNone(
            (all + Checkout.tests).filter { $0.lineCount > Self.fileLinesMax }.map { "\($0.path): \($0.lineCount)" },
            "files longer than \(Self.fileLinesMax) lines")
    }

    @Test("95 of 100 functions have at most 35 lines, none more than 60")
    func functions() {
        let all = Checkout.sources.flatMap { file in
            ScannedFunction.all(in: file.scanned.code).map { (file: file, function: $0) }
        }
        #expect(all.count > 500, "the functions were not found")
        #expect(all.count { $0.function.lineCount <= 35 } * 100 >= all.count * 95)
        let long = all.filter { $0.function.lineCount > Self.functionLinesMax }
        expectNone(
            long.map { "\($0.file.place($0.function.firstLine)) — \($0.function.lineCount) lines" },
            "functions longer than \(Self.functionLinesMax) lines")
    }

    @Test("No line is wider than 120 characters, apart from as many as the ratchet says")
    func lines() {
        let wide = (Checkout.sources + Checkout.tests + Checkout.browser).flatMap { file in
            file.lines.indices.filter { file.lines[$0].count > Self.lineCharactersMax }.map { file.place($0) }
        }
        let said = Comment(rawValue: "\(wide.count) wide lines:\n\(wide.joined(separator: "\n"))")
        #expect(wide.count <= Ratchets.wideLinesMax, said)
    }

    @Test("There is as much test as the ratchet says, on the way to as much as source")
    func volume() {
        func filled(_ files: [SourceFile]) -> Double { Double(files.reduce(0) { $0 + $1.filledLineCount }) }
        let server = filled(Checkout.tests + Checkout.roads) / filled(Checkout.sources)
        #expect(server >= Ratchets.testsPerSource, "lines of test for each line of source: \(server)")
        let units = Checkout.browser.filter { $0.name.contains("_test.") }
        let browser = filled(units) / filled(Checkout.browser.filter { !$0.name.contains("_test.") })
        #expect(browser >= Ratchets.browserTestsPerSource, "the same in the browser: \(browser)")
    }
}
