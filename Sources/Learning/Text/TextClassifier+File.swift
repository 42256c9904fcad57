public import Foundation

/// The model file: magic, format, length and checksum of what follows, then the fields, all little-endian.
extension TextClassifier {
    private static let magic = Data("MAGPIETC".utf8)
    private static let format: UInt32 = 1
    /// A larger file is refused unread.
    public static let fileBytesMax = 1_200_000_000

    /// No honest weight comes near; within it no sum of them overflows.
    private static let magnitudeMax: Float = 1e9

    /// The model as the bytes of a file.
    public func encoded() -> Data {
        var body = BinaryWriter()
        writeFields(to: &body)
        var checksum = StableHash()
        checksum.add(body.bytes)
        var file = BinaryWriter()
        file.write(Self.format)
        file.write(UInt64(body.bytes.count))
        file.write(checksum.value)
        return Self.magic + file.bytes + body.bytes
    }

    /// Reads a model back; the result equals the one that was written.
    ///
    /// Throws `notAModel`, `unknownFormat`, `damagedModel` or `tooLarge`; whatever the bytes are, it never crashes and
    /// never takes more memory than a few times their number.
    public init(decoding data: Data) throws(LearningFailure) {
        guard data.count <= Self.fileBytesMax else { throw .tooLarge("a model file of \(data.count) bytes") }
        guard data.prefix(Self.magic.count) == Self.magic else { throw .notAModel }
        var head = BinaryReader(data.dropFirst(Self.magic.count))
        let format = try head.read(UInt32.self)
        guard format == Self.format else { throw .unknownFormat(version: Int(format)) }
        let length = try head.read(UInt64.self)
        let expected = try head.read(UInt64.self)
        guard length == UInt64(head.remaining) else {
            throw .damagedModel("it holds \(head.remaining) bytes instead of \(length)")
        }
        let body = head.readRest()
        var checksum = StableHash()
        checksum.add(body)
        guard checksum.value == expected else { throw .damagedModel("the checksum does not match") }
        var reader = BinaryReader(body)
        try self.init(readingFieldsFrom: &reader)
    }

    /// Reads a model from a file; the size is looked at before the content.
    public init(contentsOf file: URL) throws {
        let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        guard size <= Self.fileBytesMax else { throw LearningFailure.tooLarge("a model file of \(size) bytes") }
        try self.init(decoding: Data(contentsOf: file))
    }

    /// Writes the model beside the old file and puts it in its place in one step.
    public func write(to file: URL) throws {
        try encoded().write(to: file, options: .atomic)
    }

    private func writeFields(to body: inout BinaryWriter) {
        body.write(version)
        body.write(UInt32(labels.count))
        for label in labels { body.write(label) }
        let options = features.options
        for number in [options.unitsMax, options.charactersMin, options.charactersMax, options.textsMin] {
            body.write(Int64(number))
        }
        body.write(options.rarityPower)
        body.write(scopeThreshold)
        body.write(calibration.base)
        body.write(calibration.slope)
        body.write(features.vocabulary.hashes)
        body.write(features.families)
        body.write(features.rarities)
        body.write(model.weights)
    }

    private init(readingFieldsFrom body: inout BinaryReader) throws(LearningFailure) {
        let version = try body.readText()
        let count = Int(try body.read(UInt32.self))
        guard (2...Self.labelsMax).contains(count) else { throw .damagedModel("\(count) labels") }
        var labels: [String] = []
        for _ in 0..<count { labels.append(try body.readText()) }
        let options = try Self.readOptions(&body)
        let threshold = try body.readFloat()
        let calibration = Calibration(base: try body.readDouble(), slope: try body.readDouble())
        let features = try Self.readFeatures(&body, options)
        let weights = try body.readFloats()
        guard body.remaining == 0 else { throw .damagedModel("\(body.remaining) bytes too many") }
        let known = features.vocabulary.count
        guard weights.count == (known + 1) * count, labels == Set(labels).sorted() else {
            throw .damagedModel("its parts do not fit together")
        }
        guard weights.allSatisfy({ abs($0) <= Self.magnitudeMax }), abs(threshold) <= .greatestFiniteMagnitude,
            calibration.base.isFinite, calibration.slope.isFinite
        else { throw .damagedModel("a number is out of range") }
        self.init(
            labels: labels, version: version, scopeThreshold: threshold, features: features,
            model: LinearClassifier(features: known, classes: count, weights: weights), calibration: calibration)
    }

    private static func readOptions(_ body: inout BinaryReader) throws(LearningFailure) -> TextFeatures.Options {
        var options = TextFeatures.Options()
        options.unitsMax = Int(try body.read(Int64.self))
        options.charactersMin = Int(try body.read(Int64.self))
        options.charactersMax = Int(try body.read(Int64.self))
        options.textsMin = Int(try body.read(Int64.self))
        options.rarityPower = try body.readDouble()
        do { try options.check() } catch { throw .damagedModel("\(error)") }
        return options
    }

    private static func readFeatures(
        _ body: inout BinaryReader, _ options: TextFeatures.Options
    ) throws(LearningFailure) -> TextFeatures {
        let hashes = try body.readNumbers(UInt64.self)
        let families = try body.readNumbers(UInt8.self)
        let rarities = try body.readFloats()
        guard hashes.count <= TextFeatures.featuresMax, families.count == hashes.count, rarities.count == hashes.count,
            Set(hashes).count == hashes.count, families.allSatisfy({ NGram.Family(rawValue: $0) != nil }),
            rarities.allSatisfy({ (0...magnitudeMax).contains($0) })
        else { throw .damagedModel("its vocabulary does not fit together") }
        return TextFeatures(options: options, vocabulary: Vocabulary(hashes), families: families, rarities: rarities)
    }
}
