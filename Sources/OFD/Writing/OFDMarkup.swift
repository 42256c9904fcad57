import Markup

/// The XML that pages and documents consist of (GB/T 33190 sections 7 to 13).
enum OFDMarkup {
    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    static let namespace = "xmlns:ofd=\"http://www.ofdspec.org/2016\""

    /// A length with at most three decimals, thousandths of a millimetre: `12.5`.
    static func number(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let sign = thousandths < 0 ? "-" : ""
        let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1000)
        if rest == 0 { return sign + String(whole) }
        var decimals = String(rest)
        decimals = String(repeating: "0", count: 3 - decimals.count) + decimals
        while decimals.last == "0" { decimals.removeLast() }
        return "\(sign)\(whole).\(decimals)"
    }

    static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
        "\(number(x)) \(number(y)) \(number(width)) \(number(height))"
    }

    /// The distances between neighbours, repetitions as `g COUNT VALUE` (section 11.3).
    static func deltas(_ values: some Collection<Double>) -> String {
        var parts: [String] = []
        var run: (text: String, count: Int)?
        func write() {
            guard let run else { return }
            parts.append(
                run.count > 2
                    ? "g \(run.count) \(run.text)" : Array(repeating: run.text, count: run.count).joined(separator: " ")
            )
        }
        for value in values {
            let text = number(value)
            if let current = run, current.text == text {
                run = (text, current.count + 1)
            } else {
                write()
                run = (text, 1)
            }
        }
        write()
        return parts.joined(separator: " ")
    }

    static func text(_ text: PlacedText, id: Int, font: Int) -> String {
        let ascent = text.size * Typeface.ascent
        let width = text.advances.reduce(0, +)
        let boundary = box(text.x, text.baseline - ascent, width, text.size * Typeface.height)
        let weight = text.isBold ? " Weight=\"700\"" : ""
        let deltas = deltas(text.advances.dropLast())
        let deltaX = deltas.isEmpty ? "" : " DeltaX=\"\(deltas)\""
        var characters = ""
        characters.unicodeScalars.append(contentsOf: text.scalars)
        return
            "<ofd:TextObject ID=\"\(id)\" Boundary=\"\(boundary)\" Font=\"\(font)\" "
            + "Size=\"\(number(text.size))\"\(weight)>"
            + "<ofd:TextCode X=\"0\" Y=\"\(number(ascent))\"\(deltaX)>\(MarkupText.escaped(characters))</ofd:TextCode>"
            + "</ofd:TextObject>"
    }

    /// A straight line in its own box, which is as wide as the line is thick: readers clip to it.
    static func line(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double), width: Double, id: Int) -> String {
        let half = width / 2
        let (left, top) = (min(from.x, to.x) - half, min(from.y, to.y) - half)
        let boundary = box(left, top, abs(to.x - from.x) + width, abs(to.y - from.y) + width)
        let path =
            "M \(number(from.x - left)) \(number(from.y - top)) L \(number(to.x - left)) \(number(to.y - top))"
        return "<ofd:PathObject ID=\"\(id)\" Boundary=\"\(boundary)\" LineWidth=\"\(number(width))\">"
            + "<ofd:StrokeColor Value=\"0 0 0\"/><ofd:AbbreviatedData>\(path)</ofd:AbbreviatedData></ofd:PathObject>"
    }

    static func ground(_ x: Double, _ y: Double, _ width: Double, _ height: Double, grey: Int, id: Int) -> String {
        let (right, bottom) = (number(width), number(height))
        let path = "M 0 0 L \(right) 0 L \(right) \(bottom) L 0 \(bottom) C"
        return "<ofd:PathObject ID=\"\(id)\" Boundary=\"\(box(x, y, width, height))\" Stroke=\"false\" Fill=\"true\">"
            + "<ofd:FillColor Value=\"\(grey) \(grey) \(grey)\"/><ofd:AbbreviatedData>\(path)</ofd:AbbreviatedData>"
            + "</ofd:PathObject>"
    }

    static func picture(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, resource: Int, id: Int
    ) -> String {
        "<ofd:ImageObject ID=\"\(id)\" Boundary=\"\(box(x, y, width, height))\" ResourceID=\"\(resource)\" "
            + "CTM=\"\(number(width)) 0 0 \(number(height)) 0 0\"/>"
    }
}
