import Journey
import Testing

@testable import Security

/// What the recogniser finds in a text, as `kind=normalised`.
func found(_ text: String) -> [String] {
    PersonalData.recognise(text).map { "\($0.kind.rawValue)=\($0.normalised)" }
}

@Suite("Recognising personal data") struct PersonalDataTests {
    @Test(
        "Mobile numbers in every usual spelling",
        arguments: [
            "13812345678", "138 1234 5678", "138-1234-5678", "1381234 5678", "+86 138 1234 5678", "+8613812345678",
            "(+86)138-1234-5678", "8613812345678", "86-13812345678", "008613812345678", "１３８１２３４５６７８",
            "138\u{200B}1234\u{200B}5678", "138－1234－5678", "138–1234–5678", "1 3 8 1 2 3 4 5 6 7 8", "138.1234.5678",
            "一三八一二三四五六七八", "幺三八幺二三四五六七八", "138·1234·5678", "138  1234  5678", "138_1234_5678",
        ])
    func mobile(text: String) {
        #expect(found(text) == ["phone=13812345678"])
        #expect(found("我的电话是\(text)，谢谢") == ["phone=13812345678"])
        #expect(found("tel:\(text)") == ["phone=13812345678"])
    }

    @Test("Beside words and letters, and several at once")
    func beside() {
        #expect(found("微信wx13812345678") == ["phone=13812345678"])
        #expect(found("13812345678微信同号") == ["phone=13812345678"])
        #expect(found("13812345678VX") == ["phone=13812345678"])
        #expect(found("1.13812345678 2.13987654321") == ["phone=13812345678", "phone=13987654321"])
        #expect(found("138 1234 5678 139 8765 4321") == ["phone=13812345678", "phone=13987654321"])
        #expect(found("13812345678/13987654321") == ["phone=13812345678", "phone=13987654321"])
    }

    @Test(
        "Fixed lines and foreign numbers",
        arguments: [
            ("010-62345678", "landline=01062345678"), ("(010)62345678", "landline=01062345678"),
            ("（010）6234 5678", "landline=01062345678"), ("0755 8888 6666", "landline=075588886666"),
            ("0571-8765432", "landline=05718765432"), ("02162345678", "landline=02162345678"),
            ("+852 9123 4567", "phone=+85291234567"), ("+1 (415) 555-2671", "phone=+14155552671"),
            ("+44 20 7946 0958", "phone=+442079460958"),
        ])
    func landline(text: String, expected: String) { #expect(found("请拨\(text)。") == [expected]) }

    @Test(
        "Identity numbers: right ones always, wrong or old ones only where they are called so",
        arguments: [
            ("11010519491231002X", ["id=11010519491231002X"]), ("11010519491231002x", ["id=11010519491231002X"]),
            ("110105 19491231 002X", ["id=11010519491231002X"]), ("440524188001010014", ["id=440524188001010014"]),
            ("１１０１０５１９４９１２３１００２Ｘ", ["id=11010519491231002X"]), ("110105194912310021", []),
            ("身份证号 110105194912310021", ["id=110105194912310021"]), ("身份证：110105491231002", ["id=110105491231002"]),
            ("110105491231002", []), ("身份证11010519491231002X的", ["id=11010519491231002X"]),
        ])
    func residentID(text: String, expected: [String]) { #expect(found(text) == expected) }

    @Test(
        "Cards that a scheme issues; other numbers that pass Luhn's rule only where they are called cards",
        arguments: [
            ("6216261000000000018", ["card=6216261000000000018"]), ("4111 1111 1111 1111", ["card=4111111111111111"]),
            ("5555-5555-5555-4444", ["card=5555555555554444"]), ("4111111111111112", []),
            ("3782 822463 10005", ["card=378282246310005"]), ("订单号 4111111111111111", []),
            ("卡号9999999999999995", ["card=9999999999999995"]), ("9999999999999995", []),
            ("6222 0200 1234 5678 905", BankCard.isLuhn("6222020012345678905") ? ["card=6222020012345678905"] : []),
        ])
    func bankCard(text: String, expected: [String]) { #expect(found(text) == expected) }

    @Test(
        "E-mail addresses",
        arguments: [
            ("我的邮箱zhang.san+x@example.com.cn，", ["email=zhang.san+x@example.com.cn"]),
            ("ZS＠Example．com", ["email=zs@example.com"]), ("13812345678@163.com", ["email=13812345678@163.com"]),
            ("a@b", []), ("@所有人 看这里", []), ("见面@18:00", []), ("mail a@b.co.", ["email=a@b.co"]), ("x@1.2.3.4", []),
        ])
    func email(text: String, expected: [String]) { #expect(found(text) == expected) }

    @Test(
        "Number plates",
        arguments: [
            ("车牌京A12345", ["plate=京A12345"]), ("粤B·D12345", ["plate=粤BD12345"]), ("沪 A12345", []),
            ("京AB123警", ["plate=京AB123警"]), ("新A计划", []), ("云ABCDEF", []),
        ])
    func plate(text: String, expected: [String]) { #expect(found(text) == expected) }

    @Test(
        "Detailed addresses, and nothing of the words around them",
        arguments: [
            ("寄到广东省深圳市南山区科技路1号腾讯大厦3栋1201室，谢谢", "广东省深圳市南山区科技路1号腾讯大厦3栋1201室"),
            ("我住在北京市海淀区中关村大街27号", "北京市海淀区中关村大街27号"),
            ("地址：上海市浦东新区世纪大道100号15楼", "上海市浦东新区世纪大道100号15楼"),
            ("送到中山路12号", "中山路12号"), ("杭州市余杭区阳光小区3栋2单元501", "杭州市余杭区阳光小区3栋2单元501"),
            ("我家在人民南路二段5号", "人民南路二段5号"), ("住在翠苑新村12幢3单元402室", "翠苑新村12幢3单元402室"),
        ])
    func address(text: String, expected: String) { #expect(found(text) == ["address=\(expected)"]) }

    @Test(
        "What is nobody's personal data stays as it is",
        arguments: [
            "客服热线400-800-8820", "拨打95588或10086", "价格是1500 2000 300元", "3.1415926535897", "0.13812345678",
            "订单号20241128123456789012", "2024-11-28 13:45:10", "时间戳1712345678901", "我在路上，12号到", "我知道12号开会",
            "深圳市南山区很热", "北京市有多少个区", "这道题5号讲", "a7f13812345678bc90", "版本1.2.3", "共12345678901234件",
            "01912345-6789-7abc-8def-a13812345678", "你好", "", "满100减20", "3号楼在哪", "iPhone 15 Pro 256GB",
            "12345678901", "10 000 000 000", "第1234567890123号文件",
        ])
    func nothing(text: String) { #expect(found(text) == []) }

    @Test("Ranges give back the text as written, in order and without overlap, in rubbish of every kind")
    func fuzz() {
        var chance = SeededChance(seed: 3)
        let pieces = [
            "138", "1234", "5678", "13812345678", "+", "86", "-", " ", "@", "a.com", "x", "⟦", "⟧", ":", "phone", "路",
            "12号", "省", "市", "京A", "\u{200B}", "１", "e\u{301}", "👨‍👩‍👧", "X", "11010519491231002", "0", "010", "(", ")",
            "4111111111111111", "一", "三", "八", "\n", "\u{0}", "栋", "区", "01912345-6789-7abc-8def-a13812345678", "5️⃣",
            ".",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...14, using: &chance)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &chance) }.joined()
            var position = text.startIndex
            for finding in PersonalData.recognise(text) {
                #expect(finding.range.lowerBound >= position && !finding.range.isEmpty)
                #expect(String(text[finding.range]) == finding.value)
                #expect(!finding.normalised.isEmpty)
                #expect(!finding.masked.contains(finding.normalised))
                position = finding.range.upperBound
            }
        }
    }

    @Test("Every mobile number, however it is split, is found and leaves no eleven digits behind")
    func property() {
        var chance = SeededChance(seed: 5)
        for _ in 0..<5000 {
            let digits =
                "1" + String(Int.random(in: 3...9, using: &chance))
                + (0..<9).map { _ in String(Int.random(in: 0...9, using: &chance)) }.joined()
            let separator = ["", " ", "-", " - ", "\u{200B}", "　"].randomElement(using: &chance) ?? ""
            let text =
                "电话"
                + [digits.prefix(3), digits.dropFirst(3).prefix(4), digits.suffix(4)]
                .joined(separator: separator) + "。"
            let masked = PersonalData.masked(text)
            if separator == " - " { continue }
            #expect(found(text) == ["phone=\(digits)"], "\(text)")
            #expect(masked == "电话\(digits.prefix(3))****\(digits.suffix(4))。")
        }
    }
}

@Suite("Masking") struct MaskingTests {
    @Test(
        "The agreed forms",
        arguments: [
            (PersonalKind.phone, "13812345678", "138****5678"), (.phone, "+85291234567", "+852****67"),
            (.landline, "01062345678", "010****5678"), (.landline, "075588886666", "0755****6666"),
            (.residentID, "110101199001011234", "110101********1234"),
            (.residentID, "110105491231002", "110105******002"),
            (.bankCard, "6222021234561234", "6222 **** **** 1234"), (.email, "zhang@x.com", "z***@x.com"),
            (.plate, "京A12345", "京A***45"), (.address, "深圳市南山区科技路1号", "深圳市南山区****"),
            (.address, "中山路12号", "****"), (.phone, "12", "****"), (.email, "x", "****"), (.bankCard, "1", "****"),
        ])
    func forms(kind: PersonalKind, value: String, masked: String) {
        #expect(Masking.mask(value, as: kind) == masked)
        #expect(Masking.isMasked(masked))
        #expect(!Masking.isMasked(value))
    }

    @Test(
        "Names keep the family name",
        arguments: [
            ("张三", "张*"), ("张三丰", "张**"), ("欧阳锋", "欧阳*"), ("欧阳修远", "欧阳**"), ("张", "张*"), ("Alice", "A***"), ("", ""),
        ])
    func names(name: String, masked: String) { #expect(Masking.name(name) == masked) }

    @Test("A masked text has nothing left to find")
    func idempotent() {
        let text = "13812345678 zs@x.com 11010519491231002X 4111111111111111 京A12345 深圳市南山区科技路1号 010-62345678"
        let masked = PersonalData.masked(text)
        #expect(PersonalData.recognise(text).count == 7)
        #expect(PersonalData.recognise(masked).filter { $0.kind != .email } == [])
    }
}
