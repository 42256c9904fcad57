import Testing

@testable import Learning

@Suite struct FoundationsTests {
    @Test(
        "The stable hash gives FNV-1a's published values",
        arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
    func stableHash(text: String, expected: String) {
        var hash = StableHash()
        hash.add(text.utf8)
        #expect(hash.hexadecimal == expected)
    }

    @Test("Texts are hashed with their length: moving a letter from one to the next is noticed")
    func lengths() {
        var one = StableHash()
        var other = StableHash()
        one.add("ab")
        one.add("c")
        other.add("a")
        other.add("bc")
        #expect(one.value != other.value)
    }

    @Test("The random generator gives SplitMix64's published sequence")
    func splitMix() {
        var random = SeededRandom(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        ]
        #expect((0..<3).map { _ in random.next() } == expected)
    }

    @Test("Rows picked out of a sparse matrix come back whole and in the order asked for")
    func sparseRows() {
        let vectors = [
            SparseVector(indices: [1, 4], values: [0.5, 2]), SparseVector(), SparseVector(indices: [0], values: [7]),
        ]
        var rows = SparseRows()
        for vector in vectors { rows.append(vector) }
        let picked = rows.selecting([2, 0, 1, 2])
        #expect(picked.count == 4)
        #expect((0..<4).map { picked[$0] } == [vectors[2], vectors[0], vectors[1], vectors[2]])
    }

    @Test("Binary fields come back as they were written, in order, and nothing is left")
    func binaryFields() throws {
        var writer = BinaryWriter()
        writer.write(UInt32(0xDEAD_BEEF))
        writer.write(Int64(-5))
        writer.write("喜鹊")
        writer.write(-0.25)
        writer.write([Float(1.5), -.pi])
        writer.write([UInt8]())
        #expect(Array(writer.bytes.prefix(4)) == [0xEF, 0xBE, 0xAD, 0xDE])
        var reader = BinaryReader(writer.bytes)
        #expect(try reader.read(UInt32.self) == 0xDEAD_BEEF)
        #expect(try reader.read(Int64.self) == -5)
        #expect(try reader.readText() == "喜鹊")
        #expect(try reader.readDouble() == -0.25)
        #expect(try reader.readFloats() == [1.5, -.pi])
        #expect(try reader.readNumbers(UInt8.self).isEmpty)
        #expect(reader.remaining == 0)
    }

    @Test("Every failure says in words what is wrong and where")
    func descriptions() {
        let failures: [LearningFailure] = [
            .badRow(line: 3, reason: "r"), .badData("r"), .badOption("r"), .cannotTrain("r"), .notAModel,
            .unknownFormat(version: 9), .damagedModel("r"), .tooLarge("r"),
        ]
        #expect(Set(failures.map(\.description)).count == failures.count)
        #expect(failures[0].description == "line 3: r")
        #expect(failures[5].description.contains("9"))
    }
}
