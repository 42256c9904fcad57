public import Journey

/// Why a person is to take over from the automatic answers.
public enum HandOverCause: String, Sendable, Codable, CaseIterable {
    /// The customer asked for a person (转人工).
    case requested
    /// It was not clear what is wanted, and asking again is not allowed.
    case lowConfidence = "low_confidence"
    /// It was not clear what is wanted, several times.
    case repeatedFailure = "repeated_failure"
    /// Such requests are a person's: a sale, a claim, a complaint.
    case needsPerson = "needs_person"
}

/// What the automatic answers do with one message of a customer, and why.
public enum AutomaticDecision: Sendable, Equatable {
    /// Say this: it settles the question.
    case answer(String, because: Phrase)
    /// Ask the customer to put it in other words; counts as a failure.
    case rephrase(String, because: Phrase)
    /// Call a person.
    case handOver(HandOverCause, because: Phrase)

    /// One sentence for whoever wonders later.
    public var because: Phrase {
        switch self {
        case .answer(_, let because), .rephrase(_, let because), .handOver(_, let because): because
        }
    }

    /// What the customer is told; nil when a person is called.
    public var text: String? {
        switch self {
        case .answer(let text, _), .rephrase(let text, _): text
        case .handOver: nil
        }
    }
}

/// How an intent is to be answered, as the catalogue of intents says.
public enum AnswerKind: String, Sendable, Codable, CaseIterable { case simple, sales, service, handover, social }

/// Answers simple questions by itself and calls a person for the rest (自动应答). Pure: the same request gives the
/// same decision.
public struct AutomaticAnswers: Sendable, Equatable {
    /// A customer's message as it was understood.
    public struct Request: Sendable, Equatable {
        /// Label of the intent; answers are filed under it.
        public var intent: String
        /// What the intent is called, for the reason.
        public var name: Phrase
        /// As the catalogue of intents has it.
        public var kind: AnswerKind
        /// 0…1.
        public var confidence: Double
        /// None of the company's business.
        public var outOfScope: Bool
        /// The answer is given in it.
        public var language: Language
        /// Messages in a row that were not understood.
        public var failuresSoFar: Int

        public init(
            intent: String, name: Phrase, kind: AnswerKind, confidence: Double, outOfScope: Bool,
            language: Language, failuresSoFar: Int
        ) {
            self.intent = intent
            self.name = name
            self.kind = kind
            self.confidence = confidence
            self.outOfScope = outOfScope
            self.language = language
            self.failuresSoFar = failuresSoFar
        }
    }

    /// Asks the customer to say it differently.
    public static let rephrasing = Phrase(
        zh: "抱歉，我没太明白。您可以换个说法，或者说得再具体一点吗？也可以直接说“转人工”。",
        en: "Sorry, I did not quite get that. Could you put it in other words? You can also say “human agent”.")

    let answers: [String: Phrase]
    /// Below this an intent counts as not understood.
    public let confidenceMin: Double
    /// With this many failures in a row a person is called.
    public let failuresMax: Int

    /// - Parameter answers: by intent label.
    public init(_ answers: [String: Phrase], confidenceMin: Double = 0.6, failuresMax: Int = 2) {
        self.answers = answers
        self.confidenceMin = confidenceMin
        self.failuresMax = max(1, failuresMax)
    }

    /// What to do with one message, and why.
    public func decide(_ request: Request) -> AutomaticDecision {
        // A person who is asked for comes, however unsure the model is.
        if request.kind == .handover, !request.outOfScope, request.confidence >= confidenceMin {
            return .handOver(
                .requested, because: Phrase(zh: "客户要求人工服务。", en: "The customer asked for a person."))
        }
        if request.outOfScope || request.confidence < confidenceMin { return unclear(request) }
        switch request.kind {
        case .handover, .sales, .service: return needsPerson(request)
        case .simple, .social:
            guard let text = answers[request.intent]?(request.language), !text.isEmpty else {
                return .handOver(
                    .needsPerson,
                    because: Phrase(
                        zh: "“\(request.name.zh)”没有配置自动回答。",
                        en: "No automatic answer is set for “\(request.name.en)”."))
            }
            return .answer(text, because: sure(request, zh: "可以自动回答", en: "it may be answered automatically"))
        }
    }

    private func needsPerson(_ request: Request) -> AutomaticDecision {
        let isSale = request.kind == .sales
        return .handOver(
            .needsPerson,
            because: sure(
                request, zh: isSale ? "购买意向由人工接待" : "此类事务由人工处理",
                en: isSale ? "a person attends to buying interest" : "a person attends to such matters"))
    }

    private func unclear(_ request: Request) -> AutomaticDecision {
        let doubt = doubt(request)
        let failures = request.failuresSoFar + 1
        if failures < failuresMax {
            return .rephrase(
                Self.rephrasing(request.language),
                because: Phrase(zh: "\(doubt.zh)，请客户换个说法。", en: "\(doubt.en); the customer is asked to rephrase."))
        }
        let cause: HandOverCause = failures > 1 ? .repeatedFailure : .lowConfidence
        return .handOver(
            cause,
            because: Phrase(
                zh: "\(doubt.zh)，连续 \(failures) 次未能理解，转人工。",
                en: "\(doubt.en); not understood \(failures) time\(failures == 1 ? "" : "s") in a row, "
                    + "so a person is called."))
    }

    private func doubt(_ request: Request) -> Phrase {
        if request.outOfScope { return Phrase(zh: "超出业务范围", en: "The message is out of scope") }
        let (has, needs) = (Self.percent(request.confidence), Self.percent(confidenceMin))
        return Phrase(
            zh: "最可能是“\(request.name.zh)”，但置信度 \(has) 低于 \(needs)",
            en: "“\(request.name.en)” is likeliest, but its confidence of \(has) is below \(needs)")
    }

    private func sure(_ request: Request, zh: String, en: String) -> Phrase {
        let percent = Self.percent(request.confidence)
        return Phrase(
            zh: "识别为“\(request.name.zh)”（置信度 \(percent)），\(zh)。",
            en: "Recognised as “\(request.name.en)” (confidence \(percent)); \(en).")
    }

    private static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded()))%" }
}
