import Testing

@testable import Learning

@Suite struct TextClassifierTests {
    @Test(
        "Chinese and English intents are recognised from sentences never seen",
        arguments: [
            ("你好，这件衣服能退货不", "退货"), ("包裹怎么还没送到", "物流"), ("给我开张发票", "发票"),
            ("please give me a refund", "refund"), ("where's my package", "delivery"),
            ("an INVOICE, please", "invoice"),
        ])
    func recognises(text: String, label: String) throws {
        let answer = try Trained.both.classify(text)
        #expect(answer.label == label)
        #expect(!answer.isOutOfScope)
    }

    @Test(
        "Gibberish, silence and other topics are out of scope",
        arguments: [
            "", "   ", "zzzz qqqq", "ъъъ", "🙈🙈🙈", "魑魅魍魉", "给我讲个笑话吧", "who won the match yesterday",
        ])
    func outOfScope(text: String) throws {
        #expect(try Trained.both.classify(text).isOutOfScope)
    }

    @Test("Without out-of-scope examples, gibberish is refused all the same", arguments: ["zzz", "魑魅魍魉", ""])
    func outOfScopeUnseen(text: String) throws {
        #expect(try Trained.chinese.classify(text).isOutOfScope)
        #expect(try !Trained.chinese.classify("我要退货").isOutOfScope)
    }

    @Test("Confidence lies in 0…1, falls from candidate to candidate, and sums to 1 over all labels")
    func confidence() throws {
        let classifier = try Trained.both
        for text in ["我要退货", "my refund invoice", "魑魅", ""] {
            let all = classifier.classify(text, candidates: 99).candidates
            #expect(all.count == classifier.labels.count)
            #expect(abs(all.reduce(0) { $0 + $1.confidence } - 1) < 1e-9)
            #expect(all.allSatisfy { (0...1).contains($0.confidence) })
            #expect(zip(all, all.dropFirst()).allSatisfy { $0.confidence >= $1.confidence })
            #expect(classifier.classify(text, candidates: 0).candidates.count == 1)
        }
    }

    @Test("The same rows and options give the same model, to the last bit")
    func deterministic() throws {
        #expect(try TextClassifier.train(Corpus.chinese) == Trained.chinese)
    }

    @Test("The version changes with a row, a label, the out-of-scope texts, the development rows and the options")
    func versions() throws {
        var options = TextClassifier.Options()
        options.cost = 2
        var relabelled = Corpus.chinese
        relabelled[0] = LabelledText(relabelled[0].text, label: "物流")
        let versions = try [
            Trained.chinese.version, TextClassifier.train(Array(Corpus.chinese.dropLast())).version,
            TextClassifier.train(relabelled).version, TextClassifier.train(Corpus.chinese, outOfScope: ["甲"]).version,
            TextClassifier.train(Corpus.chinese, development: .init(rows: relabelled)).version,
            TextClassifier.train(Corpus.chinese, options: options).version,
        ]
        #expect(Set(versions).count == versions.count)
        #expect(versions.allSatisfy { $0.count == 16 })
    }

    @Test("Development rows alone decide threshold and confidence; the weights stay")
    func development() throws {
        let plain = try Trained.chinese
        let tuned = try TextClassifier.train(
            Corpus.chinese, development: .init(rows: Array(Corpus.chinese.prefix(12)), outOfScope: Corpus.elsewhere))
        #expect(tuned.opinions == plain.opinions)
        #expect(tuned.calibration != plain.calibration)
        #expect(Corpus.elsewhere.allSatisfy { tuned.classify($0).isOutOfScope })
    }

    @Test("Rows that teach nothing and options out of range are refused")
    func refusals() throws {
        #expect(throws: LearningFailure.cannotTrain("0 rows with 0 labels; two are needed")) {
            try TextClassifier.train([])
        }
        #expect(throws: LearningFailure.cannotTrain("1 rows with 1 labels; two are needed")) {
            try TextClassifier.train([LabelledText("甲", label: "一")])
        }
        for edit: (inout TextClassifier.Options) -> Void in [
            { $0.cost = 0 }, { $0.cost = .nan }, { $0.positiveWeight = -1 }, { $0.folds = 1 },
            { $0.inScopeShareKept = 1.1 }, { $0.features.unitsMax = 0 },
        ] {
            var options = TextClassifier.Options()
            edit(&options)
            #expect(throws: LearningFailure.self) { try TextClassifier.train(Corpus.chinese, options: options) }
        }
    }

    @Test("Two rows with two labels are enough; rows without any text do no harm")
    func smallest() throws {
        let classifier = try TextClassifier.train([
            LabelledText("退货", label: "一"), LabelledText("发票", label: "二"), LabelledText("  ", label: "二"),
        ])
        #expect(classifier.classify("退货").label == "一")
        #expect(classifier.classify("发票").label == "二")
    }

    @Test("Each fold of the cross-validation sees each label in proportion, and every text is asked once")
    func folds() throws {
        let labels = Set(Corpus.chinese.map(\.label)).sorted()
        let lesson = Lesson(Corpus.chinese, outOfScope: ["笑话"], labels: labels)
        let heldOut = try lesson.crossValidate(TextClassifier.Options())
        #expect(heldOut.inScope.count == Corpus.chinese.count)
        #expect(heldOut.outOfScope.count == 1)
        let right = heldOut.inScope.count { $0.opinions[0].indexOfMax == $0.target }
        #expect(right >= 20)  // of 24
    }
}

/// Trained once: a debug build takes its time.
enum Trained {
    private static let chineseResult = Result { try TextClassifier.train(Corpus.chinese) }
    private static let bothResult = Result {
        try TextClassifier.train(Corpus.chinese + Corpus.english, outOfScope: Corpus.elsewhere)
    }

    static var chinese: TextClassifier { get throws { try chineseResult.get() } }
    static var both: TextClassifier { get throws { try bothResult.get() } }
}
