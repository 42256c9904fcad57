import Journey
import Testing

@testable import Understanding

@Suite struct EntityRulesTests {
    let rules: EntityRules

    init() throws {
        rules = EntityRules(
            lexicon: try ProductLexicon(
                tsv: """
                    重疾险\t重疾险
                    重疾险\t重疾
                    成人口语\t商务英语
                    少儿英语\t英语班
                    耳机\tearphones
                    编程课\tpython
                    """))
    }

    private func values(_ text: String) -> [EntityKind: EntityValue] {
        Dictionary(rules.find(in: text).map { ($0.kind, $0.value) }) { first, _ in first }
    }

    @Test(
        "Sentences that the rules were not written with",
        arguments: [
            ("我女儿今年十二岁，预算两千块以内", [EntityKind.age: 12, .budget: 2000]),
            ("给我妈买，她65岁，一年三千五左右", [.age: 65, .budget: 3500]),
            ("宝宝十个月大，重疾怎么买", [.ageMonths: 10]),
            ("预算在三千到五千之间", [.budget: 5000]),
            ("每年大概能出8000元", [.budget: 8000]),
            ("我今年41，想看看重疾", [.age: 41]),
            ("my wife is 36, budget up to 4,500 yuan", [.age: 36, .budget: 4500]),
            ("儿子３岁半，￥１５００以内", [.age: 3, .budget: 1500]),
            ("十几万的预算", [.budget: 100_000]),
            ("预算一万八", [.budget: 18_000]),
            ("预算3千5百", [.budget: 3500]),
            ("想要三五百块的", [.budget: 500]),
            ("给父母买，都是60多岁", [.age: 60]), ("预算2万5", [.budget: 25_000]),
            ("孩子5岁，我35岁", [.age: 5]), ("给孩子买，我35，孩子7岁", [.age: 7]), ("我爱人30，我32，给我自己买", [.age: 32]),
            ("女儿6岁，老公40岁", [.age: 6]), ("预算3000多", [.budget: 3000]),
        ] as [(String, [EntityKind: Int])])
    func numbers(text: String, wanted: [EntityKind: Int]) {
        let found = Dictionary(rules.find(in: text).map { ($0.kind, $0.value) }) { $1 }.compactMapValues(\.number)
        #expect(found == wanted, "\(text)")
    }

    @Test(
        "Counts, times, measures and amounts already paid are neither ages nor budgets",
        arguments: [
            "等了三个月还没发货", "我3月5号下的单", "一共12件", "上个月扣了我300块", "保额30万", "身高175", "体重120斤", "血压一百四",
            "我住3号楼1201", "下午三点半", "打九五折", "第七课没听懂", "5分钟以内回我", "一起去吧", "千万别忘了", "万一坏了呢", "百分之二十",
            "20天左右能到吗", "around 30 minutes", "within 3 days", "2 of them", "你们2019年成立的吗", "原价500现在多少",
        ])
    func nothing(text: String) {
        let found = values(text)
        #expect(found[.age] == nil && found[.ageMonths] == nil && found[.budget] == nil, "\(text): \(found)")
    }

    @Test("A masked phone is given as it is shown, and its digits are no other number")
    func placeholder() throws {
        let text = "预算三千，电话⟦phone:138****5678:0198c0de-0000-7000-8000-000000000001⟧谢谢"
        let found = rules.find(in: text)
        let phone = try #require(found.first { $0.kind == .phone })
        #expect(phone.value == .text("138****5678"))
        #expect(String(Array(text)[phone.start..<phone.end]) == phone.text)
        #expect(found.filter { $0.kind == .budget }.map(\.value) == [.number(3000)])
        #expect(found.count == 2)
        #expect(values("⟦id_number:110***********0011:0198c0de⟧ ⟦email:3***@x.cn:5000元⟧") == [:])
    }

    @Test("An unclosed placeholder is read as text, not lost")
    func openBracket() {
        #expect(values("⟦phone: 预算500块")[.budget] == .number(500))
    }

    @Test(
        "Who it is for comes before who is merely named",
        arguments: [
            ("我老公说给女儿买一份", "child"), ("给我爸和我妈都买上", "parent"), ("我妈让我给自己买", "self"),
            ("my mother asked me, it's for my son", "child"), ("我三十二了，想买重疾", "self"), ("妈妈带孩子来的", "parent"),
        ])
    func persons(text: String, wanted: String) {
        #expect(values(text)[.person] == .text(wanted), "\(text)")
    }

    @Test(
        "Words that only look like persons name nobody",
        arguments: ["personal plan", "seasonal sale", "我要买", "宝妈群", "lesson"])
    func nobody(text: String) {
        #expect(values(text)[.person] == nil, "\(text)")
    }

    @Test("The longest product word wins, and Latin words count only as whole words")
    func products() {
        #expect(values("商务英语班有吗")[.product] == .text("成人口语"))
        #expect(values("PYTHON 多少钱")[.product] == .text("编程课"))
        #expect(values("two earphones please")[.product] == .text("耳机"))
        #expect(values("pythonic code")[.product] == nil)
    }

    @Test("Order and phone numbers are told apart by their words and length")
    func contacts() {
        #expect(values("订单号：MG2025061100399")[.orderNumber] == .text("MG2025061100399"))
        #expect(values("订单号是 88305519")[.orderNumber] == .text("88305519"))
        #expect(values("88305519")[.orderNumber] == nil)
        #expect(values("电话+86 138-0000-1234")[.phone] == .text("13800001234"))
        #expect(values("138000012345")[.phone] == nil)
        #expect(values("12800001234")[.phone] == nil)
    }

    @Test("Spans cover just the words, counted in characters even after an emoji of many code points")
    func spans() throws {
        let text = "👨‍👩‍👧你好，预算三千块以内"
        let budget = try #require(rules.find(in: text).first)
        #expect(budget.start == 6 && budget.end == 9)
        #expect(budget.text == "三千块")
    }

    @Test("A lexicon says which line is wrong")
    func badLexicon() {
        #expect(throws: UnderstandingRefusal.badLexicon(line: 2, why: "needs the product's own word and a synonym")) {
            try ProductLexicon(tsv: "a\tb\nonly one")
        }
    }

    @Test(
        "A message made to be slow is read all the same",
        arguments: ["1元", "预算", "⟦", "⟦phone:1⟧", "一千", "1-", "我妈1，", "订单1234567 ", "是: "])
    func slow(piece: String) {
        let text = String(repeating: piece, count: 6000)
        let clock = ContinuousClock()
        let took = clock.measure { _ = rules.find(in: text) }
        #expect(took < .seconds(5), "\(piece): \(took)")
    }

    @Test("Whatever is typed, spans stay inside the text and quote it")
    func anything() {
        var chance = SeededChance(seed: 7)
        let letters = "一二三千万百十零两岁块元个月,，.⟦⟧:-+ 19我妈给订单预算kKｗ￥\u{301}👨‍👩‍👧aZ\n"
        let pieces = letters.map(String.init) + ["phone", "years old"]
        for _ in 0..<3000 {
            let length = Int.random(in: 0...25, using: &chance)
            let text = (0..<length).map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
            let characters = Array(text)
            for entity in rules.find(in: text) {
                #expect(entity.start >= 0 && entity.start < entity.end && entity.end <= characters.count)
                guard entity.end <= characters.count else { continue }
                #expect(String(characters[entity.start..<entity.end]) == entity.text)
            }
        }
    }
}
