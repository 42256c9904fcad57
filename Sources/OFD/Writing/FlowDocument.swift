/// A text that flows over pages: what a contract says, before anybody knows where it breaks.
///
/// All lengths are millimetres, sizes of type too (1 point is 0.3528 mm).
///
/// ```swift
/// let document = FlowDocument(title: "合同", blocks: [.paragraph(Paragraph("甲方：某某公司"))])
/// let package = try document.package(createdAt: date)
/// ```
public struct FlowDocument: Sendable, Equatable {
    /// What the document is called; it stands among its properties, not on its pages.
    public var title: String
    /// Paper and margins.
    public var page: PageGeometry
    /// Repeated at the top of every page, in the margin.
    public var header: Paragraph?
    /// Repeated at the bottom of every page, in the margin.
    public var footer: Paragraph?
    /// What it says, in order.
    public var blocks: [FlowBlock]

    /// A document on A4 unless told otherwise.
    public init(
        title: String, page: PageGeometry = .a4, header: Paragraph? = nil, footer: Paragraph? = nil,
        blocks: [FlowBlock]
    ) {
        self.title = title
        self.page = page
        self.header = header
        self.footer = footer
        self.blocks = blocks
    }
}

/// A piece of a text that flows.
public indirect enum FlowBlock: Sendable, Equatable {
    /// A paragraph or a heading.
    case paragraph(Paragraph)
    /// A table.
    case table(FlowTable)
    /// A picture on a line of its own.
    case picture(FlowPicture)
    /// Room for one party's seal.
    case signature(SignatureSlot)
    /// Empty space; it disappears at the top of a page.
    case space(Double)
    /// A line across.
    case rule
    /// What follows begins on a new page.
    case pageBreak
}

/// Room that a contract keeps for one party's signature (签署区).
public struct SignatureSlot: Sendable, Equatable {
    /// The field's name, such as `buyer`; `contract sign --field` takes it.
    public var name: String
    /// Width of the room.
    public var width: Double
    /// Height of the room.
    public var height: Double

    /// Room for a round seal of 40 mm unless told otherwise.
    public init(name: String, width: Double = 44, height: Double = 44) {
        self.name = name
        self.width = width
        self.height = height
    }
}

/// Paper and margins, in millimetres.
public struct PageGeometry: Sendable, Equatable {
    /// Width of the paper.
    public var width: Double
    /// Height of the paper.
    public var height: Double
    /// From the top edge to the text.
    public var top: Double
    /// From the right edge to the text.
    public var right: Double
    /// From the bottom edge to the text.
    public var bottom: Double
    /// From the left edge to the text.
    public var left: Double

    /// ISO 216 A4 with margins that leave room for binding.
    public static let a4 = PageGeometry(width: 210, height: 297)

    /// Paper of one's own.
    public init(
        width: Double, height: Double, top: Double = 26, right: Double = 24, bottom: Double = 24, left: Double = 28
    ) {
        self.width = width
        self.height = height
        self.top = top
        self.right = right
        self.bottom = bottom
        self.left = left
    }

    /// Width of the text.
    public var contentWidth: Double { width - left - right }
    /// Height of the text.
    public var contentHeight: Double { height - top - bottom }
}
