/// The words of a page in reading order.
struct PageText {
    private struct Piece {
        let text: String
        let x: Double
        let end: Double
        let baseline: Double
        let size: Double
    }

    private var pieces: [Piece] = []

    init(_ objects: [PageObject]) { collect(objects, right: 0, down: 0) }

    /// Pieces whose base lines are nearer than half a size are one line.
    var text: String {
        var lines: [[Piece]] = []
        for piece in pieces.sorted(by: { ($0.baseline, $0.x) < ($1.baseline, $1.x) }) {
            if let first = lines.last?.first, piece.baseline - first.baseline < 0.5 * min(first.size, piece.size) {
                lines[lines.count - 1].append(piece)
            } else {
                lines.append([piece])
            }
        }
        return lines.map { line in
            let sorted = line.sorted { $0.x < $1.x }
            return zip(sorted, [nil] + sorted).reduce("") { text, pair in
                // Pieces that touch are one text in several looks.
                let isApart = pair.1.map { pair.0.x - $0.end > 0.3 * pair.0.size } ?? false
                return text + (isApart ? " " : "") + pair.0.text
            }
        }.joined(separator: "\n")
    }

    private mutating func collect(_ objects: [PageObject], right: Double, down: Double) {
        for object in objects {
            switch object {
            case .text(let text):
                for line in text.lines where !line.text.isEmpty {
                    let place = mapped(text.placement, line.x.first ?? 0, line.y.first ?? 0)
                    let scale = abs(text.placement.matrix?.a ?? 1)
                    pieces.append(
                        Piece(
                            text: line.text, x: right + place.x,
                            end: right + place.x + scale * Self.width(line, size: text.size), baseline: down + place.y,
                            size: text.size * abs(text.placement.matrix?.d ?? 1)))
                }
            case .group(let inside, let placement):
                collect(inside, right: right + placement.box.x, down: down + placement.box.y)
            case .path, .image: continue
            }
        }
    }

    /// From the first character's origin to the last one's end, as far as places are stated.
    private static func width(_ line: TextObject.Line, size: Double) -> Double {
        let stated = (line.x.last ?? 0) - (line.x.first ?? 0)
        let rest = line.text.unicodeScalars.dropFirst(max(0, line.x.count - 1))
        return stated + rest.reduce(0) { $0 + Typeface.advance(of: $1) * size }
    }

    private func mapped(_ placement: Placement, _ x: Double, _ y: Double) -> (x: Double, y: Double) {
        guard let matrix = placement.matrix else { return (placement.box.x + x, placement.box.y + y) }
        return (
            placement.box.x + matrix.a * x + matrix.c * y + matrix.e,
            placement.box.y + matrix.b * x + matrix.d * y + matrix.f
        )
    }
}
