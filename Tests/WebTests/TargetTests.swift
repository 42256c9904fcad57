import Testing

@testable import Web

@Suite struct TargetTests {
    @Test("Segments are split before they are decoded; the query's last value counts")
    func decoding() throws {
        let target = try Target("/a%2Fb/%E5%96%9C%E9%B9%8A/c+d?x=1&x=2&y&z=%3D+%26&=5")
        #expect(target.segments == ["a/b", "喜鹊", "c+d"])
        #expect(target.query == ["x": "2", "y": "", "z": "= &", "": "5"])
        #expect(try Target("/").segments == [""])
        #expect(try Target("/?").query == [:])
        #expect(try Target("/a/").segments == ["a", ""])
    }

    @Test(
        "What is no target is refused",
        arguments: ["", "a", "*", "http://host/", "/%", "/%4", "/%4g", "/%c3%28", "/%00", "/a/../b", "/./a", "/?%zz"])
    func malformed(text: String) {
        #expect(throws: WebRefusal.pathMalformed) { try Target(text) }
    }

    @Test("A query has a limit of fields")
    func fields() throws {
        func query(_ count: Int) -> String { "/?" + (0..<count).map { "f\($0)=1" }.joined(separator: "&") }
        #expect(try Target(query(Target.queryFieldsMax)).query.count == Target.queryFieldsMax)
        #expect(throws: WebRefusal.pathMalformed) { try Target(query(Target.queryFieldsMax + 1)) }
    }
}
