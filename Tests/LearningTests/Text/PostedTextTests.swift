import Testing

@testable import Learning

@Suite struct PostedTextTests {
    @Test(
        "Names and links lose what says nothing; own words end where others' begin",
        arguments: [
            ("好难过//@小明:我也是//@x_y：加油", "好难过 ⇢ 我也是 ⇢ 加油"), ("@客服小妹 谢谢", "@  谢谢"),
            ("看 https://t.cn/a1B2?x=y。真好", "看  🔗 。真好"), ("＠某人，在吗", "@ ，在吗"), ("1/2 和 a//b", "1/2 和 a//b"),
            ("发到 @ 这里", "发到 @ 这里"), ("//@没有冒号 后面", " ⇢  后面"), ("[心][心]", "[心][心]"), ("", ""),
        ])
    func reads(posted: String, read: String) {
        #expect(PostedText(posted).text == read)
    }

    @Test("Whatever stands in a post, reading ends, and what was read reads the same again where nobody is named")
    func total() {
        var random = SeededRandom(seed: 3)
        let pieces = ["@", "/", "//@", ":", "：", "http://", "https://", "a", "好", " ", "\u{0}", "🔗", "⇢", "#", "[哭]"]
        for _ in 0..<400 {
            let post = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let read = PostedText(post).text
            #expect(read.unicodeScalars.count <= 4 * post.unicodeScalars.count)
            if !post.contains("@"), !post.contains("http") { #expect(read == post) }
        }
    }

    @Test("N-grams of own words stop at what was passed on, and differ from the same words anywhere")
    func ownWords() {
        var options = TextFeatures.Options()
        options.unitsMax = 1
        func count(_ text: String) -> Int {
            var hashes: Set<UInt64> = []
            TextUnits(TextClassifier.Register.posts.read(text)).forEachNGram(options) { hashes.insert($0.hash) }
            return hashes.count
        }
        #expect(count("好//@某:坏") == 4)  // 好, ⇢, 坏 and the length
        options.ownWords = true
        #expect(count("好//@某:坏") == 5)
        #expect(count("好坏") == 5)
    }
}
