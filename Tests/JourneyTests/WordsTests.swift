import Foundation
import Journey
import Testing

@Suite("Languages, scopes and accepted text")
struct WordsTests {
    @Test(
        "the language is chosen by weight, then by order, and is Chinese otherwise",
        arguments: [
            (nil, Language.chinese), ("", .chinese), ("en", .english), ("zh", .chinese), ("EN-us", .english),
            ("zh-Hant-TW", .chinese), ("fr", .chinese), ("fr, en;q=0.1", .english), ("en, zh", .english),
            ("zh, en", .chinese), ("zh;q=0.5, en;q=0.9", .english), ("en;q=0.8,zh-CN,zh;q=0.9", .chinese),
            ("en;q=0", .chinese), ("en;q=abc", .english), ("*", .chinese), (";;,,", .chinese), ("en; q=0.7", .english),
        ] as [(String?, Language)])
    func preferred(header: String?, language: Language) { #expect(Language.preferred(header) == language) }

    @Test("a phrase speaks both languages")
    func phrase() {
        let phrase = Phrase(zh: "你好", en: "Hello")
        #expect(phrase(.chinese) == "你好")
        #expect(phrase(.english) == "Hello")
    }

    @Test("each role may what those below it may, and no more")
    func roles() {
        let order: [Role] = [.agent, .supervisor, .administrator]
        for (height, has) in order.enumerated() {
            let scope = Scope.agent(Colleague(id: Ambience.live.id(), role: has, teams: []))
            for (need, wanted) in order.enumerated() {
                if need <= height {
                    #expect(throws: Never.self) { try scope.require(wanted) }
                } else {
                    #expect(throws: ScopeRefusal.roleNeeded(wanted)) { try scope.require(wanted) }
                }
            }
        }
    }

    @Test("the system may everything, a customer nothing that needs a role")
    func others() {
        for role in Role.allCases {
            #expect(throws: Never.self) { try Scope.system.require(role) }
            #expect(throws: ScopeRefusal.notYours) { try Scope.customer(Ambience.live.id()).require(role) }
        }
        #expect(ScopeRefusal.notYours.reason == .forbidden)
        #expect(ScopeRefusal.roleNeeded(.administrator).sentence.en.contains("administrator"))
        #expect(ScopeRefusal.roleNeeded(.supervisor).sentence.en.contains("supervisor"))
    }

    @Test("text is accepted within its limit and without NUL")
    func acceptedText() throws {
        #expect(try accepted("好", field: "name", charactersMax: 1) == "好")
        #expect(try accepted(" a ", field: "name", charactersMax: 3) == " a ")
        #expect(throws: InputRefusal.tooLong(field: "name", charactersMax: 2)) {
            try accepted("abc", field: "name", charactersMax: 2)
        }
        #expect(throws: InputRefusal.malformed(field: "name")) { try accepted("a\0", field: "name", charactersMax: 9) }
        for blank in ["", " ", "\n\t\u{3000}"] {
            #expect(throws: InputRefusal.empty(field: "name")) { try accepted(blank, field: "name", charactersMax: 9) }
        }
        #expect(InputRefusal.unknown(field: "x").reason == .notFound)
        #expect(InputRefusal.empty(field: "x").reason == .badInput)
        #expect(InputRefusal.tooLong(field: "x", charactersMax: 5).sentence.en.contains("5"))
        #expect(InputRefusal.malformed(field: "x").field == "x")
    }

    @Test("seeded chance repeats, and follows the published sequence of SplitMix64")
    func chance() {
        var chance = SeededChance(seed: 1_234_567)
        let published: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect((0..<5).map { _ in chance.next() } == published)
        let ambience = Ambience(now: { Timestamp(microseconds: 0) }, random: { 0x0102_0304_0506_0708 })
        #expect(ambience.bytes(10) == [8, 7, 6, 5, 4, 3, 2, 1, 8, 7])
    }
}
