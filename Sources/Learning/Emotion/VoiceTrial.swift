/// Emotion from voice, measured on speakers that were not learned from.
public struct VoiceTrial: Sendable {
    /// What came out; shares are 0…1.
    public struct Report: Sendable, Encodable {
        public let accuracy: Double
        /// Recall of each label, unweighted mean ("UAR").
        public let unweightedAverageRecall: Double
        public let macroF1: Double
        public let expectedCalibrationError: Double
        public let rows: Int
        public let speakers: Int
        public let labels: Int
        /// Whether each speaker's voice was measured against its own baseline, made of all its stretches without their
        /// labels.
        public let usesBaseline: Bool
        public let trainSeconds: Double
        public let microsecondsPerVoice: Double
    }

    private let examples: [VoiceExample]
    private let options: VoiceEmotionClassifier.Options

    /// A trial over examples.
    public init(_ examples: [VoiceExample], options: VoiceEmotionClassifier.Options = .init()) {
        self.examples = examples
        self.options = options
    }

    /// Leaves one speaker out after the other.
    public func leavingSpeakersOut(
        usesBaseline: Bool, clock: some Clock<Duration>
    ) throws(LearningFailure) -> Report {
        let speakers = Set(examples.compactMap(\.speaker)).sorted()
        guard speakers.count > 1 else { throw .cannotTrain("there are fewer than two speakers") }
        var judged = Judged()
        for speaker in speakers {
            try judge(
                learning: examples.filter { $0.speaker != speaker }, asking: examples.filter { $0.speaker == speaker },
                usesBaseline, into: &judged, clock)
        }
        return judged.report(speakers: speakers.count, usesBaseline: usesBaseline)
    }

    /// Learns from these examples, asks others.
    public func asking(
        _ others: [VoiceExample], usesBaseline: Bool, clock: some Clock<Duration>
    ) throws(LearningFailure) -> Report {
        var judged = Judged()
        try judge(learning: examples, asking: others, usesBaseline, into: &judged, clock)
        return judged.report(speakers: Set(others.compactMap(\.speaker)).count, usesBaseline: usesBaseline)
    }

    private func judge(
        learning: [VoiceExample], asking: [VoiceExample], _ usesBaseline: Bool, into judged: inout Judged,
        _ clock: some Clock<Duration>
    ) throws(LearningFailure) {
        let known = usesBaseline ? learning : learning.map(\.anonymous)
        let started = clock.now
        let model = try VoiceEmotionClassifier.train(known, options: options)
        let trained = clock.now
        let voices = Dictionary(grouping: asking) { $0.speaker ?? "" }.mapValues { stretches in
            VoiceBaseline(of: stretches.map(\.figures), figures: stretches.first?.figures.count ?? 0)
        }
        for one in asking {
            let baseline = usesBaseline ? one.speaker.flatMap { voices[$0] } : nil
            judged.outcomes.append((one.label, model.classify(one.figures, baseline: baseline)))
        }
        judged.trainSeconds += started.duration(to: trained) / .seconds(1)
        judged.askSeconds += trained.duration(to: clock.now) / .seconds(1)
    }
}

extension VoiceExample {
    fileprivate var anonymous: VoiceExample { VoiceExample(label: label, speaker: nil, figures: figures) }
}

/// Answers beside the truth.
private struct Judged {
    var outcomes: [(truth: String, answer: [(label: String, probability: Double)])] = []
    var trainSeconds = 0.0
    var askSeconds = 0.0

    func report(speakers: Int, usesBaseline: Bool) -> VoiceTrial.Report {
        let pairs = outcomes.map { (truth: $0.truth, answer: $0.answer.first?.label ?? "") }
        let labels = Set(pairs.map(\.truth)).sorted()
        let recalls = labels.map { label in
            let rows = pairs.filter { $0.truth == label }
            return Double(rows.count { $0.answer == label }) / Double(rows.count)
        }
        let right = pairs.count { $0.truth == $0.answer }
        return VoiceTrial.Report(
            accuracy: Double(right) / Double(max(1, pairs.count)),
            unweightedAverageRecall: recalls.reduce(0, +) / Double(max(1, recalls.count)),
            macroF1: Evaluation.macroF1(pairs),
            expectedCalibrationError: Evaluation.calibrationError(
                outcomes.map { ($0.answer.first?.probability ?? 0, $0.truth == $0.answer.first?.label) }),
            rows: pairs.count, speakers: speakers, labels: labels.count, usesBaseline: usesBaseline,
            trainSeconds: trainSeconds, microsecondsPerVoice: askSeconds * 1e6 / Double(max(1, pairs.count)))
    }
}
