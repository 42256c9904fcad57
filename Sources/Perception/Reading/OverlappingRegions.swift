import Foundation

/// Joins regions that overlap in one row: the network sometimes parts a line in the middle of a character, and each
/// half would then be read with the other's edge.
enum OverlappingRegions {
    /// Overlap along the text from which two regions are one, as a share of the height.
    private static let overlapMin = 0.1
    /// How far apart the middles of one row may lie, and how much taller one may be than the other.
    private static let offsetMax = 0.35
    private static let heightRatioMax = 1.8
    private static let angleMax = 0.15

    static func joined(_ regions: [TextRegions.Region]) -> [TextRegions.Region] {
        var joined: [TextRegions.Region] = []
        for region in regions {
            var whole = region
            while let index = joined.firstIndex(where: { areOne($0.rectangle, whole.rectangle) }) {
                let other = joined.remove(at: index)
                let corners = other.rectangle.corners.corners + whole.rectangle.corners.corners
                guard let around = RotatedRectangle.around(corners) else { break }
                whole = .init(rectangle: around, score: max(whole.score, other.score))
            }
            joined.append(whole)
        }
        return joined
    }

    private static func areOne(_ one: RotatedRectangle, _ other: RotatedRectangle) -> Bool {
        let (taller, lower) = (max(one.height, other.height), min(one.height, other.height))
        // A box of one character has no direction of its own.
        let guide = one.width > other.width ? one : other
        let isAligned = abs(one.angle - other.angle) < angleMax || lower > 0.7 * min(one.width, other.width)
        guard isAligned, guide.width > guide.height, taller < heightRatioMax * lower else { return false }
        let away = (other.centre - one.centre).turned(by: -guide.angle)
        let overlap = (one.width + other.width) / 2 - abs(away.x)
        return abs(away.y) < offsetMax * lower && overlap > overlapMin * lower
    }
}
