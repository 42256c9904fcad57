import Testing

/// Names say what a thing is in the trade.
@Suite struct NamingTests {
    @Test("No type is called Manager, Helper, Util, Impl, V2 or New…")
    func types() {
        let endings = #/\b(?:struct|class|enum|actor|protocol|typealias)\s+\w*(?:Manager|Helper|Utils?|Impl|V2)\b/#
        let beginnings = #/\b(?:struct|class|enum|actor|protocol|typealias)\s+New(?:[A-Z]\w*)?\b/#
        let all = Checkout.sources + Checkout.tests
        let found = all.flatMap { $0.places(of: endings) + $0.places(of: beginnings) }
        expectNone(found, except: Ratchets.names, "forbidden names")
    }

    @Test("No folder or module is a drawer for whatever has no place")
    func drawers() {
        let drawers: Set<Substring> = ["Core", "Common", "Extensions", "Utils", "Helpers", "Shared", "Misc"]
        let all = Checkout.sources.map(\.path) + Checkout.browser.map(\.path)
        expectNone(
            all.filter { path in path.split(separator: "/").contains { drawers.contains($0) } }, "files in drawers")
    }

    @Test("Identifiers are English")
    func identifiers() {
        expectNone(Checkout.sources.flatMap { $0.places(of: #/\p{Han}/#) }, "Chinese outside texts and comments")
    }

    @Test("A file is named after what it holds: it begins with a capital, and no module has two of one name")
    func files() {
        expectNone(Checkout.sources.filter { $0.name.first?.isUppercase != true }.map(\.path), "small letters")
        let twice = Dictionary(grouping: Checkout.sources) { "\($0.module)/\($0.name)" }.filter { $0.value.count > 1 }
        expectNone(twice.keys.sorted(), "two files of one name")
    }

    @Test("Nothing is left for later in a comment")
    func later() {
        let mark = #/\b(?:TODO|FIXME|XXX|HACK)\b/#
        let all = Checkout.sources + Checkout.browser + Checkout.roads
        expectNone(all.flatMap { file in file.places(of: mark, in: file.lines.joined(separator: "\n")) }, "left over")
    }
}
