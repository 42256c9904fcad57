import Foundation
import Journey
import Testing

@testable import Scripts

@Suite struct ScriptFileTests {
    @Test("The demo company's file is read whole")
    func demo() throws {
        let drafts = try Demo.drafts()
        #expect(drafts.count == 80)
        #expect(Set(drafts.map(\.code)).count == 80)
        let first = try #require(drafts.first { $0.code == "INS.CI.NEEDS.001" })
        #expect(first.title.zh == "孩子重疾：先问清三件事" && first.priority == 94 && first.stage == "lead" && first.active)
        #expect(first.legalNote?.contains("保险法") == true)
        #expect(drafts.contains { $0.stage == nil && $0.legalNote == nil })
    }

    @Test(
        "A file that is wrong says where",
        arguments: [
            ("not json", ""), ("{}", ""), ("[{\"code\":\"A\"}]", "[0]"), ("[1]", "[0]"),
            (
                """
                [{"code":"A","trade":"t","category":"c","title_zh":"z","title_en":"e","condition":"a","template":"b",
                  "priority":"high"}]
                """, "[0].priority"
            ),
        ])
    func wrong(json: String, place: String) {
        #expect {
            try ScriptFile.read(Data(json.utf8))
        } throws: { error in
            guard case .badFile(let found)? = error as? ScriptRefusal else { return false }
            return found.hasPrefix(place)
        }
    }
}
