import Journey
import Scripts
import Testing

@Suite struct AutomaticAnswersTests {
    let answers = AutomaticAnswers(
        ["invoice": Phrase(zh: "可以开票。", en: "Yes."), "greeting": Phrase(zh: "您好", en: "Hello")],
        confidenceMin: 0.6, failuresMax: 2)

    private func request(
        _ kind: AnswerKind, intent: String = "invoice", confidence: Double = 0.9, outOfScope: Bool = false,
        language: Language = .chinese, failures: Int = 0
    ) -> AutomaticAnswers.Request {
        AutomaticAnswers.Request(
            intent: intent, name: Phrase(zh: "发票", en: "Invoice"), kind: kind, confidence: confidence,
            outOfScope: outOfScope, language: language, failuresSoFar: failures)
    }

    @Test("A clear simple or social request is answered, in the customer's language")
    func answered() {
        let chinese = answers.decide(request(.simple))
        #expect(chinese.text == "可以开票。")
        #expect(chinese.because.zh == "识别为“发票”（置信度 90%），可以自动回答。")
        #expect(chinese.because.en == "Recognised as “Invoice” (confidence 90%); it may be answered automatically.")
        #expect(answers.decide(request(.simple, language: .english)).text == "Yes.")
        #expect(answers.decide(request(.social, intent: "greeting")).text == "您好")
    }

    @Test("Just at the threshold counts as clear, just below does not")
    func threshold() {
        guard case .answer = answers.decide(request(.simple, confidence: 0.6)) else {
            Issue.record("0.6 was not answered")
            return
        }
        guard case .rephrase = answers.decide(request(.simple, confidence: 0.599)) else {
            Issue.record("0.599 was not asked again")
            return
        }
    }

    @Test("A clear wish for a person, a sale and a service matter go to a person", arguments: [0, 1, 5])
    func toAPerson(failures: Int) {
        let causes = [AnswerKind.handover, .sales, .service].map { kind -> HandOverCause? in
            guard case .handOver(let cause, let because) = answers.decide(request(kind, failures: failures)) else {
                return nil
            }
            return because.zh.isEmpty || because.en.isEmpty ? nil : cause
        }
        #expect(causes == [.requested, .needsPerson, .needsPerson])
    }

    @Test("A simple request without an answer goes to a person")
    func noAnswer() {
        let decision = answers.decide(request(.simple, intent: "business_hours"))
        #expect(
            decision
                == .handOver(
                    .needsPerson, because: Phrase(zh: "“发票”没有配置自动回答。", en: "No automatic answer is set for “Invoice”."))
        )
    }

    @Test("Unclear once: asked again; unclear twice: a person, and the reason counts", arguments: [true, false])
    func unclear(outOfScope: Bool) {
        let confidence = outOfScope ? 0.9 : 0.3
        let first = answers.decide(request(.simple, confidence: confidence, outOfScope: outOfScope))
        guard case .rephrase(let text, _) = first else {
            Issue.record("not asked again: \(first)")
            return
        }
        #expect(text == AutomaticAnswers.rephrasing.zh)
        let second = answers.decide(request(.simple, confidence: confidence, outOfScope: outOfScope, failures: 1))
        guard case .handOver(.repeatedFailure, let because) = second else {
            Issue.record("no person: \(second)")
            return
        }
        #expect(because.zh.contains("连续 2 次"))
        #expect(because.en.contains("2 times in a row"))
    }

    @Test("Where asking again is not allowed, doubt itself is the reason")
    func noSecondChance() {
        let strict = AutomaticAnswers([:], failuresMax: 1)
        guard case .handOver(.lowConfidence, _) = strict.decide(request(.simple, confidence: 0.1)) else {
            Issue.record("not handed over for low confidence")
            return
        }
    }

    @Test("Every request gets a decision with a reason in both languages, and only known intents are answered")
    func everyRequest() {
        for kind in AnswerKind.allCases {
            for outOfScope in [true, false] {
                for failures in 0...3 {
                    for confidence in stride(from: 0.0, through: 1.0, by: 0.1) {
                        let asked = request(
                            kind, intent: "nothing", confidence: confidence, outOfScope: outOfScope,
                            failures: failures)
                        let decision = answers.decide(asked)
                        #expect(!decision.because.zh.isEmpty && !decision.because.en.isEmpty)
                        if case .answer = decision { Issue.record("answered an intent without an answer") }
                        if failures >= 2, case .rephrase = decision { Issue.record("asked again too often") }
                    }
                }
            }
        }
    }
}
