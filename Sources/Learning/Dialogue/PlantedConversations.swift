import Foundation

/// Made-up conversations with a known mood at every turn: they measure the instrument, not customers.
///
/// A customer is calm (neutral or positive, changing now and then); in some conversations one turn is harsh and the
/// next calm again; in some the mood turns negative and stays. Words, voice and typing are drawn from the mood of their
/// turn, words sometimes from another one's, and each is missing where `World` says.
public struct PlantedConversations: Sendable {
    /// What is assumed; nothing of it was measured on customers.
    public struct World: Sendable, Equatable, Encodable {
        public var conversations = 600
        /// Fewest turns, at least four, and most.
        public var turnsMin = 5
        public var turnsMax = 16
        /// Share of conversations with one harsh turn, and of those that turn negative and stay so for four or more.
        public var outbursts = 0.25
        public var escalations = 0.25
        /// Share of negative turns whose words look pleased (irony) or neutral (politeness).
        public var disguised = 0.35
        /// Share of calm turns whose words look negative.
        public var harshWords = 0.07
        /// How far the words' true mood stands out from noise of spread 1, in logits.
        public var textStrength = 1.6
        /// The same for the voice, in spreads of its figures, and for typing.
        public var voiceStrength = 0.8
        public var typingStrength = 0.4
        /// Shares of conversations that have voice and typing, and of their turns that lack it all the same.
        public var spoken = 0.4
        public var typed = 0.6
        public var missing = 0.1

        /// What the figures of the documentation were made with.
        public init() {}
    }

    static let moods = ["negative", "neutral", "positive"]
    private static let (negative, neutral, positive) = (0, 1, 2)
    private static let voiceMeans: [[Double]] = [[1, 1, -0.5, 0.5], [0, 0, 0, 0], [0.7, -0.4, 0.8, 0]]

    private let world: World
    private var random: SeededRandom

    /// Conversations of a world; the same seed, the same conversations.
    public init(_ world: World = World(), seed: UInt64) {
        self.world = world
        random = SeededRandom(seed: seed)
    }

    /// One conversation, and the turns from which and by which it should escalate.
    struct Case: Sendable, Equatable {
        /// `calm`, `outburst` or `escalation`.
        var kind: String
        var example: DialogueExample
        var window: ClosedRange<Int>?
    }

    /// All conversations.
    mutating func cases() -> [Case] { (0..<max(0, world.conversations)).map { _ in one() } }

    private mutating func one() -> Case {
        let fewest = max(4, world.turnsMin)
        let count = fewest + random.below(world.turnsMax - fewest + 1)
        var moods = calm(count)
        let chance = Double(random.share())
        var kind = "calm"
        var window: ClosedRange<Int>?
        if chance < world.outbursts {
            kind = "outburst"
            moods[random.below(count)] = Self.negative
        } else if chance < world.outbursts + world.escalations {
            kind = "escalation"
            let start = random.below(count - 3)
            let end = min(count, start + 4 + random.below(count))
            for turn in start..<end { moods[turn] = Self.negative }
            window = start...start + 3
        }
        let has = (voice: isSo(world.spoken), typing: isSo(world.typed))
        let own = (0..<4).map { _ in 0.4 * Double(random.normal()) }
        let turns = moods.map { mood in
            DialogueTurn(
                text: isSo(world.missing) ? nil : text(mood),
                voice: has.voice && !isSo(world.missing) ? voice(mood, own) : nil,
                typing: has.typing && !isSo(world.missing) ? typing(mood) : nil)
        }
        return Case(
            kind: kind, example: DialogueExample(turns, moods: moods.map { Self.moods[$0] }), window: window)
    }

    private mutating func isSo(_ share: Double) -> Bool { Double(random.share()) < share }

    /// Neutral and positive turns; a mood stays with three chances in four.
    private mutating func calm(_ count: Int) -> [Int] {
        var mood = isSo(0.7) ? Self.neutral : Self.positive
        return (0..<count).map { _ in
            if isSo(0.25) { mood = isSo(0.7) ? Self.neutral : Self.positive }
            return mood
        }
    }

    /// What a text classifier would say: a softmax over noisy scores, sometimes of another mood than the true one.
    private mutating func text(_ mood: Int) -> [Float] {
        var shown = mood
        if mood == Self.negative, isSo(world.disguised) { shown = isSo(0.5) ? Self.positive : Self.neutral }
        if mood != Self.negative, isSo(world.harshWords) { shown = Self.negative }
        let scores = (0..<3).map { Double(random.normal()) + ($0 == shown ? world.textStrength : 0) }
        let powers = scores.map(exp)
        return powers.map { Float($0 / powers.reduce(0, +)) }
    }

    private mutating func voice(_ mood: Int, _ own: [Double]) -> [Float] {
        zip(Self.voiceMeans[mood], own).map { mean, own in
            Float(world.voiceStrength * mean + own + Double(random.normal()))
        }
    }

    private mutating func typing(_ mood: Int) -> TypingFigures {
        let shift = mood == Self.negative ? Float(world.typingStrength) : 0
        return TypingFigures(
            pace: 0.5 * (random.normal() - shift), deletions: max(0, 0.06 + 0.04 * (random.normal() + shift)),
            pauses: Float(random.below(4)), length: exp(2.6 + 0.6 * (random.normal() + shift)),
            wait: exp(3.3 + 0.8 * (random.normal() - shift)))
    }
}
