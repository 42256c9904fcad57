public import Foundation

extension FlowDocument {
    /// The document as an OFD package (GB/T 33190): pages, fonts by name, pictures, and the signature fields that
    /// `contract sign` finds.
    ///
    /// The same document at the same time gives the same bytes.
    ///
    /// - Parameter time: of making; its day in China stands in the document.
    /// - Throws: `LayoutRefusal`.
    public func package(createdAt time: Date) throws(LayoutRefusal) -> OFDPackage {
        let pages = try composed()
        try Self.requireFields(pages)
        var writer = OFDWriter(pages, on: page)
        return try writer.package(title: title, createdAt: time)
    }

    /// The pages with their headers and footers.
    func composed() throws(LayoutRefusal) -> [PageComposer.Page] {
        guard page.contentWidth >= 20, page.contentHeight >= 20 else { throw .tooLarge("the margins") }
        let layout = BlockLayout(pageHeight: page.contentHeight)
        let slabs = try layout.slabs(blocks, width: page.contentWidth)
        var pages = try PageComposer(slabs, on: page).pages
        let total = pages.count
        for index in pages.indices {
            pages[index].items += margin(header, at: page.top * 0.45, page: index + 1, of: total)
            pages[index].items += margin(footer, at: page.height - page.bottom * 0.62, page: index + 1, of: total)
        }
        return pages
    }

    private func margin(_ paragraph: Paragraph?, at y: Double, page number: Int, of total: Int) -> [PlacedItem] {
        guard let paragraph else { return [] }
        let filled = PageNumber.filled(paragraph, page: number, of: total)
        var items: [PlacedItem] = []
        var down = y
        for slab in ParagraphLayout(filled, width: page.contentWidth).slabs {
            items += slab.moved(right: page.left, down: down).items
            down += slab.height
        }
        return items
    }

    private static func requireFields(_ pages: [PageComposer.Page]) throws(LayoutRefusal) {
        var names: Set<String> = []
        for field in pages.flatMap(\.fields) {
            let name = field.slot.name
            guard name.wholeMatch(of: /[\p{L}\p{N}_.\-]{1,64}/) != nil else {
                throw .field("its name \(name) may only have letters, digits and _ . -")
            }
            guard names.insert(name).inserted else { throw .field("\(name) stands there twice") }
        }
    }
}
