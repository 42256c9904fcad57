import Journey
import Testing

@testable import Scripts

@Suite struct ScriptRefusalTests {
    @Test("Every refusal has a sentence in both languages, a field, and the reason a caller can act on")
    func sentences() throws {
        let complaints = try ScriptSchema().complaints(condition: "agee<18", template: "好")
        let refusals: [(ScriptRefusal, RefusalReason, String)] = [
            (.unknown, .notFound, "script"), (.wrong(complaints), .badInput, "condition"),
            (.codeTaken("A"), .conflict, "code"), (.changedMeanwhile(version: 2), .conflict, "version"),
            (.badPriority(max: 9), .badInput, "priority"), (.badFile(place: "[0]"), .badInput, "file"),
        ]
        for (refusal, reason, field) in refusals {
            #expect(refusal.reason == reason && refusal.field == field)
            #expect(!refusal.sentence.zh.isEmpty && !refusal.sentence.en.isEmpty)
        }
    }

    @Test("A wrong template is named as the field, and its place counts from one for people")
    func place() throws {
        let complaints = try ScriptSchema().complaints(condition: "age<18", template: "好{{bugdet}}")
        let refusal = ScriptRefusal.wrong(complaints)
        #expect(refusal.field == "template")
        #expect(refusal.sentence.zh.hasPrefix("模板第 2 个字符处"))
        #expect(refusal.sentence.en.hasPrefix("Template, character 2:"))
    }
}
