import Learning

/// Small corpora written for these tests.
enum Corpus {
    static let chinese = rows([
        "退货": ["我要退货", "怎么退货", "这个可以退货吗", "退货流程是什么", "不喜欢想退货", "申请退货退款", "退货要运费吗", "帮我办理退货"],
        "物流": ["快递到哪了", "我的包裹还没到", "什么时候发货", "查一下物流", "快递单号多少", "物流太慢了", "包裹到哪里了", "几天能送到"],
        "发票": ["我要开发票", "发票怎么开", "能开专票吗", "电子发票发给我", "发票抬头写错了", "补开一张发票", "发票什么时候寄", "开票信息发你"],
    ])

    static let english = rows([
        "refund": [
            "I want my money back", "how do I get a refund", "refund this order please", "can I return it for a refund",
            "my refund has not arrived", "refund my card", "money back guarantee", "when is the refund paid",
        ],
        "delivery": [
            "where is my parcel", "has my order shipped", "track the delivery", "my package is late",
            "when will the parcel arrive", "delivery status please", "the courier lost my package",
            "change delivery date",
        ],
        "invoice": [
            "send me an invoice", "I need a tax invoice", "the invoice is wrong", "invoice for last month",
            "download my invoice", "put the company name on the invoice", "invoice copy please", "when do you invoice",
        ],
    ])

    static let elsewhere = ["今天天气怎么样", "给我讲个笑话", "谁是世界首富", "tell me a joke", "who won the match"]

    private static func rows(_ texts: [String: [String]]) -> [LabelledText] {
        texts.sorted { $0.key < $1.key }.flatMap { label, texts in texts.map { LabelledText($0, label: label) } }
    }
}
