extension TextReader {
    /// Finds the lines, with the picture turned so that they run from left to right (or from right to left).
    func layOut(
        _ picture: Picture
    ) throws(InferenceFailure) -> (picture: Picture, quads: [Quadrilateral], turns: Int) {
        let found = try regions(picture)
        guard Self.isQuarterTurned(found) else { return (picture, found.map(Self.quad), 0) }
        let turned = picture.turned(quarters: 1)
        return (turned, try regions(turned).map(Self.quad), 1)
    }

    /// Whether most of the text stands upright in columns, so that the page lies on its side.
    static func isQuarterTurned(_ found: [RotatedRectangle]) -> Bool {
        var tall = 0.0
        var wide = 0.0
        for rectangle in found {
            if rectangle.height > 1.5 * rectangle.width { tall += rectangle.area }
            if rectangle.width > 1.5 * rectangle.height { wide += rectangle.area }
        }
        return tall > wide
    }

    /// Whether the page stands on its head: the vote of its lines, long ones weighing more.
    static func isHalfTurned(_ quads: [Quadrilateral], _ flips: [Bool]) -> Bool {
        let votes = zip(quads, flips).map { quad, isFlipped in
            min(quad.width / max(quad.height, 1), 8) * (isFlipped ? 1 : -1)
        }
        return votes.reduce(0, +) > 0
    }

    private static func quad(_ rectangle: RotatedRectangle) -> Quadrilateral {
        let corners = rectangle.corners
        return rectangle.height > 1.5 * rectangle.width ? corners.quarterTurned : corners
    }
}
