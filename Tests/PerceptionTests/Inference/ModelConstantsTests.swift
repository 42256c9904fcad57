import Foundation
import Testing

@testable import Perception

@Suite struct ModelConstantsTests {
    private func field(_ number: UInt8, _ content: Data) -> Data {
        Data([number << 3 | 2, UInt8(content.count & 0x7F) | 0x80, UInt8(content.count >> 7)]) + content
    }

    private func tensor(_ raw: [UInt8], extents: [UInt8], type: UInt8 = 1) -> Data {
        extents.reduce(into: Data()) { $0 += [0x08, $1] } + Data([0x10, type]) + field(9, Data(raw))
    }

    private func node(_ name: String, _ tensor: Data) -> Data {
        field(1, field(2, Data(name.utf8)) + field(5, field(1, Data("value".utf8)) + field(5, tensor)))
    }

    /// A graph whose condition holds another graph, so often.
    private func nested(_ graph: Data, times: Int) -> Data {
        times == 0 ? graph : nested(field(1, field(2, Data("if".utf8)) + field(5, field(6, graph))), times: times - 1)
    }

    private var graph: Data {
        node("two", tensor([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], extents: [2, 1]))
            + node("index", tensor([1, 0, 0, 0, 0, 0, 0, 0], extents: [1], type: 7))
    }

    @Test("Constants are found in the graph and in its branches; whole numbers are left out")
    func constants() throws {
        for times in 0..<4 {
            let found = try ModelConstants(field(7, nested(graph, times: times))).tensors
            #expect(found == ["two": Tensor([1, -2] as [Float], shape: [2, 1])])
        }
        #expect(try ModelConstants(Data()).tensors.isEmpty)
    }

    @Test("Branches without end, and shapes that their numbers do not fill, are errors")
    func refused() {
        #expect(throws: InferenceFailure.self) { try ModelConstants(self.field(7, self.nested(self.graph, times: 20))) }
        for extents: [UInt8] in [[3], [2, 2], [0]] {
            let wrong = node("wrong", tensor([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], extents: extents))
            #expect(throws: InferenceFailure.self) { try ModelConstants(self.field(7, wrong)) }
        }
    }

    @Test("Damaged files are errors or fewer constants, never more", arguments: 0..<4)
    func fuzz(seed: Int) {
        var chance = SeededBytes(UInt64(seed))
        let model = field(7, nested(graph, times: 2))
        for _ in 0..<400 {
            let found = try? ModelConstants(chance.damaged(model)).tensors
            #expect((found?.count ?? 0) <= 2 && (found?.values.allSatisfy(\.isConsistent) ?? true))
            _ = try? ModelConstants(chance.data(80))
        }
    }
}
