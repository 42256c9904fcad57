public import Foundation

extension DialogueEmotionClassifier {
    private static let letters = "MAGPIEDL"
    private static let format: UInt32 = 1

    /// The model as the bytes of a file.
    public func encoded() -> Data {
        var body = BinaryWriter()
        body.write(UInt32(labels.count))
        for label in labels { body.write(label) }
        for number in [encoding.text, encoding.voice, network.lstm.hidden] { body.write(UInt32(number)) }
        body.write(temperature)
        for list in [encoding.means, encoding.scales, weights.values] { body.write(list) }
        return ModelFile.sealed(body, kind: Self.letters, format: Self.format)
    }

    /// Reads a model back; the result equals the one that was written.
    ///
    /// - Throws: `notAModel`, `unknownFormat`, `damagedModel` or `tooLarge`.
    public init(decoding data: Data) throws(LearningFailure) {
        var reader = try ModelFile.opened(data, kind: Self.letters, format: Self.format)
        let count = Int(try reader.read(UInt32.self))
        guard (2...Limits.labels).contains(count) else { throw .damagedModel("\(count) labels") }
        var labels: [String] = []
        for _ in 0..<count { labels.append(try reader.readText()) }
        guard labels == Set(labels).sorted() else { throw .damagedModel("its labels are not in order") }
        var sizes: [Int] = []
        for _ in 0..<3 { sizes.append(Int(try reader.read(UInt32.self))) }
        guard max(sizes[0], sizes[1]) <= Limits.figures, (1...Limits.hidden).contains(sizes[2]),
            sizes[2] % Lanes.width == 0
        else { throw .damagedModel("its sizes cannot be") }
        let temperature = try reader.readFloat()
        guard temperature.isFinite, temperature > 0 else { throw .damagedModel("its temperature is no such number") }
        let (means, scales) = (try reader.readFloats(), try reader.readFloats())
        let encoding = TurnEncoding(text: sizes[0], voice: sizes[1], means: means, scales: scales)
        guard means.count == encoding.figures, scales.count == encoding.figures,
            (means + scales).allSatisfy(\.isFinite)
        else { throw .damagedModel("its figures are too many, too few or no numbers") }
        var plan = Weights.plan
        var random = SeededRandom(seed: 0)
        let network = DialogueNetwork(
            inputs: encoding.width, hidden: sizes[2], classes: count, in: &plan, random: &random)
        let values = try reader.readFloats()
        guard reader.remaining == 0 else { throw .damagedModel("it does not end where it should") }
        self.init(
            labels: labels, encoding: encoding, network: network, weights: try plan.filled(with: values),
            temperature: temperature)
    }
}
