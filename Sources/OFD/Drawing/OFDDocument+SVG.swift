import Foundation

extension OFDDocument {
    /// A page drawn as SVG 1.1 in millimetres: text stays text, pictures and fonts are inside, seals lie on top.
    ///
    /// What no browser shows is left out and named in `PageDrawing.omissions`.
    ///
    /// - Throws: `ReadingRefusal`.
    public func drawing(ofPage number: Int) throws(ReadingRefusal) -> PageDrawing {
        try drawing(ofPage: number, nesting: 0)
    }

    /// The SVG alone.
    public func svg(ofPage number: Int) throws(ReadingRefusal) -> String { try drawing(ofPage: number).svg }

    func drawing(ofPage number: Int, nesting: Int) throws(ReadingRefusal) -> PageDrawing {
        let page = try page(number)
        var writer = SVGWriter(page, in: package)
        writer.draw(page.objects)
        for stamp in SealStamp.stamps(in: package, onPage: entries[number - 1].id) {
            writer.draw(stamp, nesting: nesting)
        }
        return writer.drawing
    }
}

/// A drawn page.
public struct PageDrawing: Sendable, Equatable {
    /// The document, UTF-8 without an XML declaration, so that it may also stand inside HTML.
    public let svg: String
    /// What could not be drawn, as sentences, each once.
    public let omissions: [String]
}
