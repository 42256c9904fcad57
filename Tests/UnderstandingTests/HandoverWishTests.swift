import Testing

@testable import Understanding

@Suite struct HandoverWishTests {
    @Test(
        "Plain requests for a person are found",
        arguments: [
            "转人工", "请帮我转人工", "人工", "人工！", "我要找真人客服", "Human", "I want to talk to a human", "real person please",
            "人工客服在吗",
            "要不转人工吧",
        ])
    func found(text: String) {
        #expect(HandoverWish.find(in: text) != nil)
    }

    @Test(
        "Declining one, or speaking of something else, is not a request",
        arguments: [
            "不用转人工", "不需要人工客服", "别转人工", "人工智能课怎么报", "安装要收人工费吗", "human resources course",
            "I don't want to talk to a human", "人工客服什么时候上班", "你好",
        ])
    func declined(text: String) {
        #expect(HandoverWish.find(in: text) == nil)
    }
}
