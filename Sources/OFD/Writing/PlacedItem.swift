/// What lies on a page, in millimetres from the place that its owner names, y downwards.
enum PlacedItem: Sendable, Equatable {
    case text(PlacedText)
    /// A straight line.
    case line(fromX: Double, fromY: Double, toX: Double, toY: Double, width: Double)
    /// A filled rectangle in a grey of 0 (black) to 255.
    case box(x: Double, y: Double, width: Double, height: Double, grey: Int)
    case picture(x: Double, y: Double, width: Double, height: Double, content: PictureFile)

    func moved(right: Double, down: Double) -> PlacedItem {
        switch self {
        case .text(var text):
            text.x += right
            text.baseline += down
            return .text(text)
        case .line(let x, let y, let toX, let toY, let width):
            return .line(fromX: x + right, fromY: y + down, toX: toX + right, toY: toY + down, width: width)
        case .box(let x, let y, let width, let height, let grey):
            return .box(x: x + right, y: y + down, width: width, height: height, grey: grey)
        case .picture(let x, let y, let width, let height, let content):
            return .picture(x: x + right, y: y + down, width: width, height: height, content: content)
        }
    }
}

/// Characters of one look on one base line.
struct PlacedText: Sendable, Equatable {
    var x: Double
    var baseline: Double
    let face: Typeface
    let size: Double
    let isBold: Bool
    let scalars: [Unicode.Scalar]
    /// From each character's origin to the next one's; the last character's own advance is included.
    let advances: [Double]
}

/// A band across the text that is not divided: a line, a row of a table, a picture.
struct Slab: Sendable, Equatable {
    /// A place for a signature, from the slab's upper left corner.
    struct Field: Sendable, Equatable {
        let slot: SignatureSlot
        var x: Double
        var y: Double
    }

    var height: Double
    /// Space above; none at the top of a page.
    var before = 0.0
    var items: [PlacedItem] = []
    var fields: [Field] = []
    /// The next slab must be on the same page.
    var keepsWithNext = false
    /// The next slab must be on another page.
    var endsPage = false
    /// Repeated above this slab when it begins a page.
    var heading: [Slab] = []

    func moved(right: Double, down: Double) -> (items: [PlacedItem], fields: [Field]) {
        let moved = fields.map { Field(slot: $0.slot, x: $0.x + right, y: $0.y + down) }
        return (items.map { $0.moved(right: right, down: down) }, moved)
    }
}
