import Foundation
import Testing

@testable import Perception

@Suite struct ModelMetadataTests {
    /// A length-delimited protobuf field.
    private func field(_ number: UInt8, _ content: Data) -> Data {
        var bytes = Data([number << 3 | 2])
        var length = content.count
        repeat {
            bytes.append(UInt8(length & 0x7F) | (length > 0x7F ? 0x80 : 0))
            length >>= 7
        } while length > 0
        return bytes + content
    }

    private var model: Data {
        let entry = field(1, Data("character".utf8)) + field(2, Data("甲\n乙".utf8))
        // ir_version, a graph to step over, a fixed 32-bit and 64-bit field, then the notes.
        return Data([0x08, 0x0A]) + field(7, Data(repeating: 0xFF, count: 300)) + Data([0x1D, 1, 2, 3, 4])
            + Data([0x21, 1, 2, 3, 4, 5, 6, 7, 8]) + field(14, entry)
    }

    @Test("Notes are found behind whatever else the file holds")
    func notes() throws {
        #expect(try ModelMetadata(model).notes == ["character": "甲\n乙"])
        #expect(try ModelMetadata(Data()).notes.isEmpty)
    }

    @Test("Truncated files and endless numbers are errors")
    func damaged() {
        for length in 1..<model.count {
            _ = try? ModelMetadata(model.prefix(length))
        }
        #expect(throws: InferenceFailure.self) { try ModelMetadata(Data(repeating: 0xFF, count: 40)) }
        #expect(throws: InferenceFailure.self) { try ModelMetadata(Data([0x72, 0x05, 0x01])) }
        #expect(throws: InferenceFailure.self) { try ModelMetadata(Data([0x0B])) }
    }

    @Test("Random bytes and flipped bits never do more than fail", arguments: 0..<4)
    func fuzz(seed: Int) {
        var chance = SeededBytes(UInt64(seed))
        for _ in 0..<300 {
            _ = try? ModelMetadata(chance.data(60))
            _ = try? ModelMetadata(chance.damaged(model))
        }
    }
}
