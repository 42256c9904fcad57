public import Foundation

extension SequenceClassifier {
    static let letters = "MAGPIESQ"
    static let format: UInt32 = 1

    /// The model as the bytes of a file.
    public func encoded() -> Data {
        let shape = network.shape
        var body = BinaryWriter()
        body.write(shape.reader.rawValue)
        for number in [shape.tokens, shape.classes, shape.features, shape.hidden, shape.layers] {
            body.write(UInt32(number))
        }
        body.write(temperature)
        body.write(weights.values)
        return ModelFile.sealed(body, kind: Self.letters, format: Self.format)
    }

    /// Reads a model back; the result equals the one that was written.
    ///
    /// - Throws: `notAModel`, `unknownFormat`, `damagedModel` or `tooLarge`. Never takes more memory than a few times
    ///   the file's size.
    public init(decoding data: Data) throws(LearningFailure) {
        var reader = try ModelFile.opened(data, kind: Self.letters, format: Self.format)
        guard let kind = Reader(rawValue: try reader.read(UInt32.self)) else {
            throw .damagedModel("it is read by something unknown")
        }
        var sizes: [Int] = []
        for _ in 0..<5 { sizes.append(Int(try reader.read(UInt32.self))) }
        let shape = SequenceNetwork.Shape(
            tokens: sizes[0], classes: sizes[1], reader: kind, features: sizes[2], hidden: sizes[3], layers: sizes[4])
        do { try shape.check() } catch { throw .damagedModel("its shape cannot be: \(error)") }
        let temperature = try reader.readFloat()
        guard temperature.isFinite, temperature > 0 else { throw .damagedModel("its temperature is no such number") }
        var plan = Weights.plan
        var random = SeededRandom(seed: 0)
        network = SequenceNetwork(shape, in: &plan, random: &random)
        let values = try reader.readFloats()
        guard reader.remaining == 0 else { throw .damagedModel("it does not end where it should") }
        weights = try plan.filled(with: values)
        self.temperature = temperature
    }
}
