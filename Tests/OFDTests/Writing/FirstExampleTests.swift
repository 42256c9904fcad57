// Imported as any user imports it: what the README shows must need nothing internal.
import Foundation
import OFD
import Testing

@Suite("The README's first example") struct FirstExampleTests {
    @Test("A contract is set, read and drawn as it says")
    func contract() throws {
        let text: [FlowBlock] = [
            .paragraph(Paragraph("甲方应付 300,000.00 元（含税）。")),
            .signature(SignatureSlot(name: "buyer")),
        ]
        let document = FlowDocument(
            title: "服务合同", footer: Paragraph("第 \(PageNumber.current) 页，共 \(PageNumber.total) 页"), blocks: text)
        let time = Date(timeIntervalSince1970: 1_790_000_000)
        let bytes = try document.package(createdAt: time).written(compression: .deflated)

        let read = try OFDDocument(reading: bytes)
        #expect(read.pageCount == 1)
        let words = try read.page(1).text
        #expect(words.contains("甲方应付 300,000.00 元（含税）。") && words.contains("第 1 页，共 1 页"))
        #expect(try read.svg(ofPage: 1).contains("<svg"))
    }
}
