/// From a probability map to lines of text: the second half of Differentiable Binarization (Liao et al. 2020,
/// "Real-time Scene Text Detection with Differentiable Binarization", §3.4).
///
/// The network was taught to mark a shrunken core of each line; each core is framed by its smallest rectangle and
/// grown back by area × ratio / perimeter.
struct TextRegions {
    /// A place counts as text from this probability on.
    var placeThreshold: Float = 0.3
    /// A region stays when the mean probability inside reaches this.
    var regionThreshold = 0.5
    /// How much a core is grown back.
    var growth = 1.6
    var regionsMax = 1_000
    /// Cores thinner than this, in places of the map, are specks.
    var coreSideMin = 3.0

    struct Region: Equatable {
        let rectangle: RotatedRectangle
        /// Mean probability inside the core.
        let score: Double
    }

    func find(in map: ProbabilityMap) -> [Region] {
        let outlines = ConnectedComponents.outlines(
            thickened(map), width: map.width, height: map.height, componentsMax: regionsMax)
        let regions = outlines.compactMap { outline -> Region? in
            guard let core = RotatedRectangle.around(outline), core.shorterSide >= coreSideMin else { return nil }
            let score = map.mean(in: core)
            guard score >= regionThreshold else { return nil }
            let region = core.grown(by: core.area * growth / core.perimeter)
            return Region(rectangle: region, score: score)
        }
        return OverlappingRegions.joined(regions)
    }

    /// Places above the threshold, and their neighbours to the right and below: bridges gaps of one place.
    private func thickened(_ map: ProbabilityMap) -> [Bool] {
        var isSet = [Bool](repeating: false, count: map.values.count)
        for y in 0..<map.height {
            for x in 0..<map.width where map.values[y * map.width + x] > placeThreshold {
                for alsoY in y...min(y + 1, map.height - 1) {
                    for alsoX in x...min(x + 1, map.width - 1) { isSet[alsoY * map.width + alsoX] = true }
                }
            }
        }
        return isSet
    }
}
