public import Foundation

extension VoiceEmotionClassifier {
    private static let letters = "MAGPIEVE"
    private static let format: UInt32 = 1

    /// The model as the bytes of a file.
    public func encoded() -> Data {
        var body = BinaryWriter()
        body.write(UInt32(labels.count))
        for label in labels { body.write(label) }
        body.write(width)
        body.write(temperature)
        for list in [means, scales, offsets] + weights + examples { body.write(list.map(\.bitPattern)) }
        return ModelFile.sealed(body, kind: Self.letters, format: Self.format)
    }

    /// Reads a model back; the result equals the one that was written.
    ///
    /// - Throws: `notAModel`, `unknownFormat`, `damagedModel` or `tooLarge`.
    public init(decoding data: Data) throws(LearningFailure) {
        var reader = try ModelFile.opened(data, kind: Self.letters, format: Self.format)
        let count = Int(try reader.read(UInt32.self))
        guard (2...1_000).contains(count) else { throw .damagedModel("\(count) labels") }
        var labels: [String] = []
        for _ in 0..<count { labels.append(try reader.readText()) }
        let width = try reader.readDouble()
        let temperature = try reader.readDouble()
        func list(_ expected: Int?) throws(LearningFailure) -> [Double] {
            let numbers = try reader.readNumbers(UInt64.self).map(Double.init(bitPattern:))
            guard numbers.count == expected ?? numbers.count, numbers.allSatisfy(\.isFinite) else {
                throw .damagedModel("a list has the wrong length or no numbers")
            }
            return numbers
        }
        let means = try list(nil)
        let scales = try list(means.count)
        let offsets = try list(count)
        let first = try list(nil)
        var weights = [first]
        for _ in 1..<count { weights.append(try list(first.count)) }
        var examples: [[Double]] = []
        for _ in first.indices { examples.append(try list(means.count)) }
        guard reader.remaining == 0, width.isFinite, temperature.isFinite, !first.isEmpty else {
            throw .damagedModel("it does not end where it should")
        }
        self.init(
            labels: labels, means: means, scales: scales, examples: examples, weights: weights, offsets: offsets,
            width: width, temperature: temperature)
    }
}
