import Foundation
import Markup

/// Turns the elements of a page into objects.
struct ObjectReading {
    /// Objects on one page with everything that composites bring: drawings in drawings in drawings could be millions.
    static let objectsMax = 200_000
    private static let depthMax = 12

    let resources: DocumentResources
    private var objects = 0

    init(_ resources: DocumentResources) { self.resources = resources }

    mutating func layer(_ element: Element) throws(ReadingRefusal) -> [PageObject] {
        try read(element.children, layer: element.attribute("DrawParam"), depth: 0)
    }

    mutating func read(
        _ elements: [Element], layer: String?, depth: Int
    ) throws(ReadingRefusal) -> [PageObject] {
        guard depth <= Self.depthMax else {
            throw .tooLarge("objects inside one another more than \(Self.depthMax) deep")
        }
        var found: [PageObject] = []
        for element in elements {
            objects += 1
            guard objects <= Self.objectsMax else { throw .tooLarge("more than \(Self.objectsMax) objects on a page") }
            if element.attribute("Visible") == "false" { continue }
            switch element.name {
            case "TextObject": if let text = text(element, layer) { found.append(.text(text)) }
            case "PathObject": if let path = path(element, layer) { found.append(.path(path)) }
            case "ImageObject":
                if let placement = placement(element), let id = element.attribute("ResourceID") {
                    found.append(.image(ImageObject(placement: placement, resource: id)))
                }
            case "PageBlock", "Layer":
                found += try read(element.children, layer: element.attribute("DrawParam") ?? layer, depth: depth + 1)
            case "CompositeObject":
                guard let placement = placement(element), let id = element.attribute("ResourceID"),
                    let content = resources.composites[id]?.first("Content")
                else { continue }
                found.append(.group(try read(content.children, layer: layer, depth: depth + 1), placement))
            default: continue
            }
        }
        return found
    }

    private func placement(_ element: Element) -> Placement? {
        guard let box = ObjectBox(element.attribute("Boundary")) else { return nil }
        let alpha = NumberList.read(element.attribute("Alpha"))?.first ?? 255
        let regions = element.first("Clips")?.descendants("Area") ?? []
        return Placement(
            box: box, matrix: AffineMatrix(element.attribute("CTM")), opacity: min(1, max(0, alpha / 255)),
            clips: regions.prefix(64).compactMap(clip))
    }

    private func clip(_ area: Element) -> ClipRegion? {
        guard let path = area.first("Path"), let data = path.first("AbbreviatedData")?.text else { return nil }
        let box = ObjectBox(path.attribute("Boundary")) ?? ObjectBox(x: 0, y: 0, width: 0, height: 0)
        return ClipRegion(path: PathData(data), origin: box, matrix: AffineMatrix(area.attribute("CTM")))
    }

    private func path(_ element: Element, _ layer: String?) -> PathObject? {
        guard let placement = placement(element), let data = element.first("AbbreviatedData")?.text else { return nil }
        return PathObject(
            placement: placement, data: PathData(data),
            paint: resources.paints.paint(element, layer: layer, isText: false),
            isEvenOdd: element.attribute("Rule") == "Even-Odd")
    }

    private func text(_ element: Element, _ layer: String?) -> TextObject? {
        guard let placement = placement(element), let font = element.attribute("Font") else { return nil }
        let size = NumberList.read(element.attribute("Size"))?.first ?? 0
        guard size > 0 else { return nil }
        let known = resources.fonts[font]
        let weight = element.attribute("Weight").flatMap(Int.init) ?? (known?.isBold == true ? 700 : 400)
        let scale = NumberList.read(element.attribute("HScale"))?.first ?? 1
        return TextObject(
            placement: placement, font: font, size: size, horizontalScale: scale > 0 ? scale : 1,
            characterDirection: NumberList.read(element.attribute("CharDirection"))?.first ?? 0, weight: weight,
            isItalic: element.attribute("Italic") == "true" || known?.isItalic == true,
            lines: Self.lines(element), paint: resources.paints.paint(element, layer: layer, isText: true))
    }

    /// Lines with places; one without a place of its own begins where the one before began.
    private static func lines(_ element: Element) -> [TextObject.Line] {
        var start = (x: 0.0, y: 0.0)
        return element.all("TextCode").map { code in
            start.x = NumberList.read(code.attribute("X"))?.first ?? start.x
            start.y = NumberList.read(code.attribute("Y"))?.first ?? start.y
            let text = code.text
            let gaps = max(0, text.unicodeScalars.count - 1)
            let right = NumberList.deltas(code.attribute("DeltaX"), countMax: gaps)
            let down = NumberList.deltas(code.attribute("DeltaY"), countMax: gaps)
            return TextObject.Line(text: text, x: places(start.x, right), y: places(start.y, down))
        }
    }

    private static func places(_ start: Double, _ gaps: [Double]) -> [Double] {
        gaps.reduce(into: [start]) { $0.append(($0.last ?? start) + $1) }
    }
}
