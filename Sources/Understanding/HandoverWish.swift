/// Finds the plain request for a person, which must never depend on a model's mood.
enum HandoverWish {
    private static let phrases = [
        "转人工", "转接人工", "接人工", "人工客服", "人工服务", "找人工", "要人工", "叫人工", "真人客服", "转真人", "找真人", "真人服务",
        "human agent", "human being", "real human", "real person", "live agent", "live person", "talk to a human",
        "speak to a human", "talk to a person", "speak to a person", "speak with a person", "talk to someone real",
        "human please", "a human", "speak to an agent", "talk to an agent", "a representative", "有人工吗", "人工在吗",
    ]
    /// What follows when the staff is spoken of, not wished for: 人工客服几点有.
    private static let questions = ["几点", "什么时候", "上班", "下班", "时间", "hours", "open"]
    /// The whole message.
    private static let messages: Set<String> = ["人工", "真人", "human", "agent", "operator"]
    /// Right before the wish.
    private static let refusals = [
        "不用", "不要", "不想", "不想要", "不需", "不需要", "用不着", "不必", "不是", "别", "无需", "先不", "暂不",
    ]
    /// Shortly before it.
    private static let englishRefusals = ["don't ", "do not ", "dont ", "no need", "needn't", "rather not", "without "]
    private static let refusalReachMax = 24

    /// The words that ask for a person; nil when none do, or when a person is declined.
    static func find(in text: String) -> String? {
        let folded = text.lowercased()
        let bare = folded.filter { !$0.isWhitespace && !$0.isPunctuation }
        if messages.contains(bare) { return bare }
        for phrase in phrases {
            guard let place = folded.firstRange(of: phrase) else { continue }
            let before = folded[..<place.lowerBound].suffix(refusalReachMax)
            let isDeclined =
                refusals.contains { before.hasSuffix($0) } || englishRefusals.contains { before.contains($0) }
            let isAskedAbout = questions.contains { folded[place.upperBound...].contains($0) }
            if !isDeclined && !isAskedAbout { return phrase }
        }
        return nil
    }
}
