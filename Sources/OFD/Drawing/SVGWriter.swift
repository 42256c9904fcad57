import Foundation
import Markup

/// Draws objects one after the other.
struct SVGWriter {
    /// Fonts inside a drawing together, in bytes.
    private static let fontBytesMax = 12 << 20
    /// Pictures inside a drawing together, in bytes.
    private static let pictureBytesMax = 32 << 20

    private let page: OFDPage
    private let package: OFDPackage
    private var body = ""
    private var definitions = ""
    private var clips = 0
    private var families: [String: String] = [:]
    private var fontBytes = 0
    private var pictureBytes = 0
    private var omissions: [String] = []

    init(_ page: OFDPage, in package: OFDPackage) {
        self.page = page
        self.package = package
    }

    var drawing: PageDrawing {
        let (width, height) = (OFDMarkup.number(page.area.width), OFDMarkup.number(page.area.height))
        let view = OFDMarkup.box(page.area.x, page.area.y, page.area.width, page.area.height)
        let paper =
            "<rect x=\"\(OFDMarkup.number(page.area.x))\" y=\"\(OFDMarkup.number(page.area.y))\" width=\"\(width)\" "
            + "height=\"\(height)\" fill=\"#fff\"/>"
        let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
        let size = "width=\"\(width)mm\" height=\"\(height)mm\" viewBox=\"\(view)\">"
        let inside = definitions.isEmpty ? "" : "<defs>\(definitions)</defs>\n"
        return PageDrawing(svg: "\(head)\(size)\n\(inside)\(paper)\n\(body)</svg>\n", omissions: omissions)
    }

    mutating func draw(_ objects: [PageObject]) {
        for object in objects {
            switch object {
            case .text(let text): draw(text)
            case .path(let path): draw(path)
            case .image(let image): draw(image)
            case .group(let inside, let placement):
                open(placement)
                draw(inside)
                body += "</g>\n"
            }
        }
    }

    // MARK: Objects

    private mutating func draw(_ text: TextObject) {
        guard text.paint.fill != nil || text.paint.stroke != nil else { return }
        open(text.placement)
        for line in text.lines where !line.text.isEmpty { body += element(line, of: text) }
        body += "</g>\n"
    }

    private mutating func element(_ line: TextObject.Line, of text: TextObject) -> String {
        let scale = text.horizontalScale
        var attributes = "font-family=\"\(family(text.font))\" font-size=\"\(OFDMarkup.number(text.size))\""
        if text.weight != 400 { attributes += " font-weight=\"\(min(900, max(100, text.weight)))\"" }
        if text.isItalic { attributes += " font-style=\"italic\"" }
        if scale != 1 { attributes += " transform=\"scale(\(OFDMarkup.number(scale)) 1)\"" }
        if text.characterDirection != 0 { attributes += " rotate=\"\(OFDMarkup.number(text.characterDirection))\"" }
        let x = Self.perUnit(line.x.map { $0 / scale }, line.text)
        let y = line.y.count > 1 ? Self.perUnit(line.y, line.text) : OFDMarkup.number(line.y.first ?? 0)
        return "<text x=\"\(x)\" y=\"\(y)\" \(attributes)\(Self.paint(text.paint)) xml:space=\"preserve\">"
            + "\(HalfWidthLatin.marked(line.text, in: page.resources.fonts[text.font]))</text>"
    }

    /// SVG counts places by UTF-16 units: the second of a pair takes none, so it gets its partner's.
    private static func perUnit(_ places: [Double], _ text: String) -> String {
        var list: [String] = []
        for (place, scalar) in zip(places, text.unicodeScalars) {
            let number = OFDMarkup.number(place)
            list.append(scalar.value > 0xFFFF ? "\(number) \(number)" : number)
        }
        return list.joined(separator: " ")
    }

    private mutating func draw(_ path: PathObject) {
        open(path.placement)
        let rule = path.isEvenOdd ? " fill-rule=\"evenodd\"" : ""
        body += "<path d=\"\(SVGPath.data(path.data))\"\(rule)\(Self.paint(path.paint))/></g>\n"
    }

    private mutating func draw(_ image: ImageObject) {
        guard let (path, format) = page.resources.pictures[image.resource], let bytes = package[path] else {
            return omit("picture \(image.resource) is not in the package")
        }
        guard let address = picture(bytes) else { return omit("\(path): a picture of format \(format)") }
        open(image.placement)
        let matrix = image.placement.matrix
        // Without a mapping the picture fills its box; with one, the mapping turns the unit square into the place.
        let (width, height) = matrix == nil ? (image.placement.box.width, image.placement.box.height) : (1, 1)
        body += "<image width=\"\(OFDMarkup.number(width))\" height=\"\(OFDMarkup.number(height))\" "
        body += "preserveAspectRatio=\"none\" xlink:href=\"\(address)\"/></g>\n"
    }

    mutating func draw(_ stamp: SealStamp, nesting: Int) {
        let box = stamp.box
        let place =
            "x=\"\(OFDMarkup.number(box.x))\" y=\"\(OFDMarkup.number(box.y))\" "
            + "width=\"\(OFDMarkup.number(box.width))\" height=\"\(OFDMarkup.number(box.height))\""
        if stamp.format == "OFD" {
            // A seal drawn as a page: without its paper it is laid over the text.
            guard nesting == 0, let document = try? OFDDocument(reading: Data(stamp.picture)),
                let drawn = try? document.drawing(ofPage: 1, nesting: nesting + 1)
            else { return omit("a seal's picture") }
            body += "<image \(place) preserveAspectRatio=\"none\" style=\"mix-blend-mode:multiply\" xlink:href=\""
            body += "data:image/svg+xml;base64,\(Data(drawn.svg.utf8).base64EncodedString())\"/>\n"
            omissions += drawn.omissions.filter { !omissions.contains($0) }
        } else if let address = picture(Data(stamp.picture)) {
            body += "<image \(place) preserveAspectRatio=\"none\" xlink:href=\"\(address)\"/>\n"
        } else {
            omit("a seal's picture of format \(stamp.format)")
        }
    }

    // MARK: Frames, colours, fonts

    private mutating func open(_ placement: Placement) {
        var transform = "translate(\(OFDMarkup.number(placement.box.x)) \(OFDMarkup.number(placement.box.y)))"
        if let matrix = placement.matrix { transform += " " + Self.matrix(matrix) }
        var attributes = "transform=\"\(transform)\""
        if placement.opacity < 1 { attributes += " opacity=\"\(OFDMarkup.number(placement.opacity))\"" }
        if !placement.clips.isEmpty { attributes += " clip-path=\"url(#\(clip(placement.clips)))\"" }
        body += "<g \(attributes)>"
    }

    private static func matrix(_ matrix: AffineMatrix) -> String {
        let numbers = [matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f].map(fine)
        return "matrix(\(numbers.joined(separator: " ")))"
    }

    /// Factors need more digits than lengths.
    private static func fine(_ value: Double) -> String {
        let rounded = (value * 1e6).rounded() / 1e6
        return rounded == rounded.rounded() && abs(rounded) < 1e9 ? String(Int(rounded)) : String(rounded)
    }

    private mutating func clip(_ regions: [ClipRegion]) -> String {
        clips += 1
        definitions += "<clipPath id=\"clip\(clips)\">"
        for region in regions {
            var transform = "translate(\(OFDMarkup.number(region.origin.x)) \(OFDMarkup.number(region.origin.y)))"
            if let matrix = region.matrix { transform = Self.matrix(matrix) + " " + transform }
            definitions += "<path transform=\"\(transform)\" d=\"\(SVGPath.data(region.path))\"/>"
        }
        definitions += "</clipPath>"
        return "clip\(clips)"
    }

    private static func paint(_ paint: Paint) -> String {
        var attributes = " fill=\"\(paint.fill.map(colour) ?? "none")\""
        if let fill = paint.fill, fill.opacity < 1 {
            attributes += " fill-opacity=\"\(OFDMarkup.number(fill.opacity))\""
        }
        guard let stroke = paint.stroke else { return attributes }
        attributes += " stroke=\"\(colour(stroke))\" stroke-width=\"\(OFDMarkup.number(paint.lineWidth))\""
        if stroke.opacity < 1 { attributes += " stroke-opacity=\"\(OFDMarkup.number(stroke.opacity))\"" }
        if !paint.dashes.isEmpty {
            attributes += " stroke-dasharray=\"\(paint.dashes.map(OFDMarkup.number).joined(separator: " "))\""
        }
        if ["Round", "Bevel"].contains(paint.join) { attributes += " stroke-linejoin=\"\(paint.join.lowercased())\"" }
        if ["Round", "Square"].contains(paint.cap) { attributes += " stroke-linecap=\"\(paint.cap.lowercased())\"" }
        return attributes
    }

    private static func colour(_ colour: OFDColor) -> String { "rgb(\(colour.red),\(colour.green),\(colour.blue))" }

    private mutating func family(_ font: String) -> String {
        if let known = families[font] { return known }
        let description = page.resources.fonts[font]
        var family = FontFamilies.families(
            description?.family ?? description?.name ?? "", isSerif: description?.isSerif ?? true)
        if let file = description?.file, let bytes = package[file] {
            if fontBytes + bytes.count <= Self.fontBytesMax, let address = BrowserPicture.font(bytes) {
                fontBytes += bytes.count
                let own = "font\(families.count)"
                definitions += "<style>@font-face{font-family:\(own);src:url(\(address))}</style>"
                family = "\(own), \(family)"
            } else {
                omit("the font \(file), shown in a similar one")
            }
        }
        families[font] = family
        return family
    }

    private mutating func picture(_ bytes: Data) -> String? {
        guard pictureBytes + bytes.count <= Self.pictureBytesMax else { return nil }
        pictureBytes += bytes.count
        return BrowserPicture.address(bytes)
    }

    private mutating func omit(_ what: String) {
        if !omissions.contains(what) { omissions.append(what) }
    }
}
