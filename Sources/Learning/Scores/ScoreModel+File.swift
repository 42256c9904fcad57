public import Foundation

extension ScoreModel {
    private static let letters = "MAGPIESC"
    private static let format: UInt32 = 1

    /// The model as the bytes of a file.
    public func encoded() -> Data {
        var body = BinaryWriter()
        body.write(UInt32(encoding.columns.count))
        for (name, column) in zip(encoding.names, encoding.columns) {
            body.write(name)
            switch column {
            case .leftOut: body.write(UInt8(0))
            case .number(let median):
                body.write(UInt8(1))
                body.write(median)
            case .words(let words):
                body.write(UInt8(2))
                body.write(UInt32(words.count))
                for word in words { body.write(word) }
            }
        }
        for list in [regression.means, regression.scales, regression.weights, [treeShare, slope, shift, trees.base]] {
            body.write(list.map(\.bitPattern))
        }
        body.write(UInt32(trees.trees.count))
        for tree in trees.trees {
            body.write(UInt32(tree.count))
            for node in tree {
                body.write(node.feature)
                body.write(node.threshold)
                body.write(node.left)
                body.write(node.right)
                body.write(node.value)
            }
        }
        return ModelFile.sealed(body, kind: Self.letters, format: Self.format)
    }

    /// Reads a model back; the result equals the one that was written.
    ///
    /// - Throws: `notAModel`, `unknownFormat`, `damagedModel` or `tooLarge`.
    public init(decoding data: Data) throws(LearningFailure) {
        var reader = try ModelFile.opened(data, kind: Self.letters, format: Self.format)
        let encoding = try Self.readEncoding(&reader)
        var lists: [[Double]] = []
        for _ in 0..<4 { lists.append(try reader.readNumbers(UInt64.self).map(Double.init(bitPattern:))) }
        let width = encoding.features.count
        guard lists.map(\.count) == [width, width, width + 1, 4], lists.joined().allSatisfy({ $0.isFinite }) else {
            throw .damagedModel("its weights do not fit its columns")
        }
        let count = Int(try reader.read(UInt32.self))
        guard count <= reader.remaining / 28 else { throw .damagedModel("\(count) trees") }
        var trees: [[BoostedTrees.Node]] = []
        for _ in 0..<count { trees.append(try Self.readTree(&reader, features: width)) }
        guard reader.remaining == 0 else { throw .damagedModel("it does not end where it should") }
        self.init(
            encoding: encoding, regression: .init(means: lists[0], scales: lists[1], weights: lists[2]),
            trees: .init(base: lists[3][3], trees: trees), treeShare: lists[3][0], slope: lists[3][1],
            shift: lists[3][2])
    }

    private static func readEncoding(_ reader: inout BinaryReader) throws(LearningFailure) -> FeatureEncoding {
        let count = Int(try reader.read(UInt32.self))
        guard count <= reader.remaining / 5 else { throw .damagedModel("\(count) columns") }
        var names: [String] = []
        var columns: [FeatureEncoding.Column] = []
        for _ in 0..<count {
            names.append(try reader.readText())
            switch try reader.read(UInt8.self) {
            case 0: columns.append(.leftOut)
            case 1: columns.append(.number(median: try reader.readDouble()))
            case 2:
                let size = Int(try reader.read(UInt32.self))
                guard size <= FeatureEncoding.wordsMax else { throw .damagedModel("\(size) words") }
                var words: [String] = []
                for _ in 0..<size { words.append(try reader.readText()) }
                columns.append(.words(words))
            default: throw .damagedModel("a column of no known kind")
            }
        }
        return FeatureEncoding(names: names, columns: columns)
    }

    private static func readTree(
        _ reader: inout BinaryReader, features: Int
    ) throws(LearningFailure) -> [BoostedTrees.Node] {
        let count = Int(try reader.read(UInt32.self))
        guard count > 0, count <= reader.remaining / 24 else { throw .damagedModel("a tree of \(count) nodes") }
        var tree: [BoostedTrees.Node] = []
        for number in 0..<count {
            let node = BoostedTrees.Node(
                feature: try reader.read(Int32.self), threshold: try reader.readFloat(),
                left: try reader.read(Int32.self), right: try reader.read(Int32.self), value: try reader.readDouble())
            // Children come after their parent, so that no walk goes round.
            let isLeaf = node.feature < 0
            let later = Int32(number) + 1..<Int32(max(count, number + 1)) + (isLeaf ? 1 : 0)
            guard isLeaf || Int(node.feature) < features && later.contains(node.left) && later.contains(node.right),
                node.value.isFinite
            else { throw .damagedModel("a tree refers to nothing") }
            tree.append(node)
        }
        return tree
    }
}
