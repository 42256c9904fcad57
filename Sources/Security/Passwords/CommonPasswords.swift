/// Passwords that anyone would try first, in small letters.
///
/// Kept as stems: a guesser puts a capital in front and a year, a digit or a mark behind, and so does this check.
enum CommonPasswords {
    /// - Parameter password: in small letters.
    static func contain(_ password: String) -> Bool {
        if whole.contains(password) { return true }
        let undone = String(password.map { substitutes[$0] ?? $0 })
        return [password, undone].contains { word in
            let front = word.prefix { !$0.isLetter }
            let stem = word.dropFirst(front.count)
            let core = stem.prefix { $0.isLetter }
            let rest = stem.dropFirst(core.count)
            let ornament = front.count + rest.count
            return ornament <= 6 && !rest.contains { $0.isLetter } && stems.contains(String(core))
        }
    }

    private static let substitutes: [Character: Character] = ["@": "a", "0": "o", "$": "s", "3": "e", "!": "i"]

    private static let stems = Set(
        """
        password passwd pass passw passwort admin administrator root user guest test tester testing demo default login
        welcome hello letmein secret master manager system server service support changeme change access account
        qwerty qwert qwertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qweasd qweasdzxc qwer abcd abcde abcdef
        abc aaa aaaa xxx xyz iloveyou love loveyou lovely princess sunshine shadow monkey dragon tiger football soccer
        baseball basketball superman batman pokemon starwars michael jordan jessica daniel thomas charlie ashley
        computer internet samsung apple google huawei xiaomi tencent alibaba taobao wechat weixin magpie company office
        business sales kefu xique woaini woaini woaiwojia nihao mima zhongguo china beijing shanghai guangzhou shenzhen
        hangzhou wang zhang liu chen yang zhao huang dabao baobao laopo laogong mama baba spring summer autumn
        winter january monday freedom whatever nothing trust trustno killer hunter ranger buster cookie banana orange
        cheese flower mustang ferrari mercedes porsche yamaha harley corvette silver golden diamond
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let whole = Set(
        """
        12345678 123456789 1234567890 0123456789 87654321 987654321 9876543210 11111111 00000000 88888888 66666666
        99999999 12341234 11223344 112233445566 123123123 123321123 147258369 159357456 789456123 5201314520 1314520
        1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc 1qaz@wsx !qaz2wsx zaq12wsx q1w2e3r4 q1w2e3r4t5 qwer1234 qwe123456
        asd123456 abc123456 a123456789 aa123456 aa123456. aa12345678 a1b2c3d4 a12345678 q123456789 woaini1314 abcd1234!
        1234qwer 1234abcd 123qweasd 123qwe!@# 123456a! 123456aa 123456abc 123456qwe qweasd123 zxc123456 test1234
        p@ssw0rd p@ssword passw0rd p@$$w0rd admin@123 admin123! admin888 root@123 root1234 welcome1 welcome@1 abc@1234
        abc@123456 aa@123456 a@123456 qwer@1234 qwer!234 1234!@#$ !@#$1234 asdf1234 1a2b3c4d 147896325 741852963
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
