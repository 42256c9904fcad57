public import Foundation

/// The model file: the envelope of every model file, then labels and numbers; no text that was learned from.
extension TextClassifier {
    private static let letters = "MAGPIETC"
    private static let format: UInt32 = 4
    /// A larger file is refused unread.
    public static let fileBytesMax = ModelFile.bytesMax

    /// No honest weight comes near; within it no sum of them overflows.
    static let magnitudeMax: Float = 1e9

    /// The model as the bytes of a file.
    public func encoded() -> Data {
        var body = BinaryWriter()
        body.write(version)
        body.write(UInt64(trainedRows))
        body.write(UInt32(labels.count))
        for label in labels { body.write(label) }
        body.write(register.rawValue)
        body.write(scopeThreshold)
        body.write(calibration.base)
        body.write(calibration.slope)
        body.write(pooling.weights)
        opinions.write(to: &body)
        return ModelFile.sealed(body, kind: Self.letters, format: Self.format)
    }

    /// Reads a model back; the result equals the one that was written.
    ///
    /// Throws `notAModel`, `unknownFormat`, `damagedModel` or `tooLarge`; whatever the bytes are, it never crashes and
    /// never takes more memory than a few times their number.
    public init(decoding data: Data) throws(LearningFailure) {
        var body = try ModelFile.opened(data, kind: Self.letters, format: Self.format)
        try self.init(readingFieldsFrom: &body)
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

    private init(readingFieldsFrom body: inout BinaryReader) throws(LearningFailure) {
        let version = try body.readText()
        let rows = try body.read(UInt64.self)
        guard rows <= UInt64(Int32.max) else { throw .damagedModel("\(rows) rows") }
        let count = Int(try body.read(UInt32.self))
        guard (2...Self.labelsMax).contains(count) else { throw .damagedModel("\(count) labels") }
        var labels: [String] = []
        for _ in 0..<count { labels.append(try body.readText()) }
        guard labels == Set(labels).sorted() else { throw .damagedModel("its labels are not in order") }
        guard let register = Register(rawValue: try body.read(UInt8.self)) else {
            throw .damagedModel("an unknown register")
        }
        let threshold = try body.readFloat()
        let calibration = Calibration(base: try body.readDouble(), slope: try body.readDouble())
        let weights = try body.readFloats()
        let opinions = try Opinions(readingFrom: &body, classes: count)
        guard body.remaining == 0 else { throw .damagedModel("\(body.remaining) bytes too many") }
        guard weights.count == opinions.count, weights.allSatisfy({ $0 > 0 && $0 <= Pooling.weightMax }),
            abs(threshold) <= .greatestFiniteMagnitude, calibration.base.isFinite, calibration.slope.isFinite
        else { throw .damagedModel("a number is out of range") }
        self.init(
            labels: labels, version: version, register: register, scopeThreshold: threshold, trainedRows: Int(rows),
            opinions: opinions,
            pooling: Pooling(weights: weights), calibration: calibration)
    }
}
