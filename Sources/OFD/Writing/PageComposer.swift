/// Puts slabs on pages.
struct PageComposer {
    /// A page with everything on it, from the paper's upper left corner.
    struct Page: Equatable {
        var items: [PlacedItem] = []
        var fields: [Slab.Field] = []
        fileprivate var isBegun = false
        fileprivate var used = 0.0
    }

    /// What a contract may reasonably need.
    static let pagesMax = 2_000

    private let geometry: PageGeometry
    private(set) var pages = [Page()]

    init(_ slabs: [Slab], on geometry: PageGeometry) throws(LayoutRefusal) {
        self.geometry = geometry
        var at = 0
        while at < slabs.count {
            if slabs[at].endsPage {
                try turn()
                at += 1
                continue
            }
            let end = Self.togetherEnd(slabs, from: at)
            try place(Array(slabs[at..<end]))
            at = end
        }
        // A page that a last break opened for nothing.
        if let last = pages.last, pages.count > 1, !last.isBegun { pages.removeLast() }
    }

    /// The end of the slabs that want to be on one page.
    private static func togetherEnd(_ slabs: [Slab], from start: Int) -> Int {
        var end = start
        while end < slabs.count - 1, slabs[end].keepsWithNext, !slabs[end + 1].endsPage { end += 1 }
        return end + 1
    }

    private mutating func place(_ together: [Slab]) throws(LayoutRefusal) {
        let room = geometry.contentHeight
        var needed = 0.0
        for (index, slab) in together.enumerated() {
            needed += slab.height + (index == 0 && !isBegun ? 0 : slab.before)
        }
        // Together where a page can hold them; otherwise each where it comes to lie.
        if used + needed > room + 1e-9, isBegun, together.reduce(0, { $0 + $1.height + $1.before }) <= room {
            try turn()
        }
        for slab in together {
            guard slab.height <= room + 1e-9 else { throw .tooTall("a part of the text") }
            if used + slab.before + slab.height > room + 1e-9, isBegun { try turn() }
            if !isBegun {
                for part in slab.heading where used + part.height + slab.height <= room { put(part) }
            }
            put(slab)
        }
    }

    private var isBegun: Bool { pages[pages.count - 1].isBegun }
    private var used: Double { pages[pages.count - 1].used }

    private mutating func put(_ slab: Slab) {
        let last = pages.count - 1
        if slab.height == 0, !isBegun { return }
        let top = used + (isBegun ? slab.before : 0)
        let moved = slab.moved(right: geometry.left, down: geometry.top + top)
        pages[last].items += moved.items
        pages[last].fields += moved.fields
        pages[last].used = top + slab.height
        pages[last].isBegun = true
    }

    private mutating func turn() throws(LayoutRefusal) {
        guard pages.count < Self.pagesMax else { throw .tooLarge("more than \(Self.pagesMax) pages") }
        pages.append(Page())
    }
}
