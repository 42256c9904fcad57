/// Blocks set one below the other in a column.
struct BlockLayout {
    /// What a page can hold, in millimetres; nothing that is not divided may be taller.
    let pageHeight: Double

    func slabs(_ blocks: [FlowBlock], width: Double) throws(LayoutRefusal) -> [Slab] {
        var slabs: [Slab] = []
        for block in blocks {
            switch block {
            case .paragraph(let paragraph): slabs += ParagraphLayout(paragraph, width: width).slabs
            case .table(let table):
                slabs += try TableLayout(table, width: width, in: self).slabs(pageHeight: pageHeight)
            case .picture(let picture): slabs.append(picture.slab(width: width, pageHeight: pageHeight))
            case .signature(let slot): slabs.append(try self.slab(slot))
            case .space(let height): slabs.append(Self.space(height))
            case .rule: slabs.append(Self.rule(width))
            case .pageBreak: slabs.append(Self.pageBreak)
            }
        }
        return slabs
    }

    private func slab(_ slot: SignatureSlot) throws(LayoutRefusal) -> Slab {
        guard slot.height <= pageHeight else { throw .tooTall("the signature field \(slot.name)") }
        var slab = Slab(height: slot.height)
        slab.before = 1
        slab.fields = [Slab.Field(slot: slot, x: 0, y: 0)]
        return slab
    }

    private static func space(_ height: Double) -> Slab {
        var slab = Slab(height: 0)
        slab.before = height
        slab.keepsWithNext = true
        return slab
    }

    private static func rule(_ width: Double) -> Slab {
        var slab = Slab(height: 0.6)
        slab.before = 1.5
        slab.items = [.line(fromX: 0, fromY: 0.3, toX: width, toY: 0.3, width: 0.2)]
        return slab
    }

    private static var pageBreak: Slab {
        var slab = Slab(height: 0)
        slab.endsPage = true
        return slab
    }
}
