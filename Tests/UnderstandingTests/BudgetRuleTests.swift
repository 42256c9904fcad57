import Testing

@testable import Understanding

@Suite struct BudgetRuleTests {
    private func budget(_ text: String) -> BudgetRule.Mention? {
        let line = FoldedLine(text)
        return BudgetRule.find(NumberMention.all(in: line), in: line)
    }

    @Test(
        "A limit in words needs no currency",
        arguments: [
            ("预算八千", 8000), ("不超过500", 500), ("最多三千五", 3500), ("控制在2w以内", 20_000), ("五百以下", 500),
            ("手头就六百", 600), ("每个月两百的样子", 200), ("budget 900", 900), ("under 250", 250), ("up to 3k", 3000),
            ("800左右", 800), ("预算：1200", 1200),
        ])
    func words(text: String, wanted: Int) {
        #expect(budget(text)?.yuan == wanted, "\(text)")
        #expect(budget(text)?.isExplicit == true)
    }

    @Test(
        "A currency needs no words, before or after the number",
        arguments: [("300块能买吗", 300), ("¥450的有吗", 450), ("RMB 700 ok?", 700), ("想看八百元的", 800), ("600 yuan", 600)])
    func currency(text: String, wanted: Int) {
        #expect(budget(text)?.yuan == wanted, "\(text)")
    }

    @Test(
        "Of a range the upper end counts, and its span covers both",
        arguments: ["1000-2000元", "一千到两千块", "1000元至2000元", "1000 to 2000 yuan"])
    func ranges(text: String) {
        #expect(budget("预算" + text)?.yuan == 2000)
        #expect(budget("预算" + text)?.range.lowerBound == 2)
    }

    @Test("Of several amounts the stated limit is the budget, wherever it stands")
    func several() {
        #expect(budget("别家卖900元，我预算600")?.yuan == 600)
        #expect(budget("预算600，别家卖900元")?.yuan == 600)
    }

    @Test(
        "What was charged, refunded, paid or insured is none, in this clause or the one before",
        arguments: [
            "扣了我500元", "退款200元", "我付了900块", "保额30万", "30万保额的", "扣我两次，每次399元", "I was charged 300 yuan",
            "a refund of 200 yuan", "原价800元",
        ])
    func refused(text: String) {
        #expect(budget(text) == nil, "\(text)")
    }

    @Test("An explicit budget stands although something was refunded before")
    func afterRefund() {
        #expect(budget("退款到了，预算改成800元")?.yuan == 800)
    }

    @Test(
        "Counts and small numbers are no budgets",
        arguments: ["不超过3个", "最多五", "within 30 minutes", "大概20", "under 12 years", "每月5次"])
    func counts(text: String) {
        #expect(budget(text) == nil, "\(text)")
    }
}
