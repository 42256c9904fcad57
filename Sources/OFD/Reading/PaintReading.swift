import Foundation
import Markup

/// Colours and line styles as objects and drawing parameters state them.
struct PaintReading {
    /// How many numbers a colour has, by the number of its colour space.
    var colourSpaces: [String: String] = [:]
    /// Drawing parameters by their number.
    var parameters: [String: Element] = [:]

    /// A drawing parameter may stand on another one, as long as this.
    private static let relationsMax = 16

    /// - Parameter layer: the drawing parameter of the layer around, if any.
    func paint(_ element: Element, layer: String?, isText: Bool) -> Paint {
        var paint = Paint()
        var isFilled = isText
        var isStroked = !isText
        if isText { paint.fill = .black } else { paint.stroke = .black }
        for source in chain(layer) + chain(element.attribute("DrawParam")) + [element] {
            apply(source, to: &paint)
        }
        if paint.fill == nil { paint.fill = .black }
        if paint.stroke == nil { paint.stroke = .black }
        if let fill = element.attribute("Fill") { isFilled = fill == "true" || fill == "1" }
        if let stroke = element.attribute("Stroke") { isStroked = stroke == "true" || stroke == "1" }
        if !isFilled { paint.fill = nil }
        if !isStroked { paint.stroke = nil }
        return paint
    }

    /// A parameter after those that it stands on.
    private func chain(_ id: String?) -> [Element] {
        var chain: [Element] = []
        var next = id
        while let id = next, let element = parameters[id], chain.count < Self.relationsMax {
            chain.append(element)
            next = element.attribute("Relative")
        }
        return chain.reversed()
    }

    private func apply(_ element: Element, to paint: inout Paint) {
        if let width = NumberList.read(element.attribute("LineWidth"))?.first, width >= 0 { paint.lineWidth = width }
        if let dashes = NumberList.read(element.attribute("DashPattern")), dashes.allSatisfy({ $0 >= 0 }) {
            paint.dashes = Array(dashes.prefix(32))
        }
        if let join = element.attribute("Join") { paint.join = join }
        if let cap = element.attribute("Cap") { paint.cap = cap }
        if let fill = element.first("FillColor").flatMap(colour) { paint.fill = fill }
        if let stroke = element.first("StrokeColor").flatMap(colour) { paint.stroke = stroke }
    }

    /// A colour; of a gradient its first one.
    func colour(_ element: Element) -> OFDColor? {
        if let gradient = element.first("AxialShd") ?? element.first("RadialShd") {
            return gradient.descendants("Color").first.flatMap(colour)
        }
        let opacity = (NumberList.read(element.attribute("Alpha"))?.first ?? 255) / 255
        guard let text = element.attribute("Value") else { return nil }
        let values = text.split(whereSeparator: \.isWhitespace).compactMap(Self.component)
        let kind = element.attribute("ColorSpace").flatMap { colourSpaces[$0] }
        switch (values.count, kind) {
        case (1, _): return Self.colour(values[0], values[0], values[0], opacity)
        case (4, _):
            // The plain conversion; profiles are not looked at.
            let light = 1 - values[3] / 255
            return Self.colour(
                (255 - values[0]) * light, (255 - values[1]) * light, (255 - values[2]) * light, opacity)
        case (3..., _): return Self.colour(values[0], values[1], values[2], opacity)
        default: return nil
        }
    }

    /// Decimal, or hexadecimal as `#0A`.
    private static func component(_ text: Substring) -> Double? {
        text.hasPrefix("#") ? Int(text.dropFirst(), radix: 16).map(Double.init) : Double(text)
    }

    private static func colour(_ red: Double, _ green: Double, _ blue: Double, _ opacity: Double) -> OFDColor {
        func byte(_ value: Double) -> Int { value.isFinite ? Int(min(255, max(0, value)).rounded()) : 0 }
        return OFDColor(
            red: byte(red), green: byte(green), blue: byte(blue),
            opacity: opacity.isFinite ? min(1, max(0, opacity)) : 1)
    }
}
