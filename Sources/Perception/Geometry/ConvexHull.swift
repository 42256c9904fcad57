/// The convex hull of points (Andrew's monotone chain), counter-clockwise on paper, without points on its edges.
enum ConvexHull {
    static func of(_ points: [Point]) -> [Point] {
        let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        guard sorted.count > 2 else { return sorted }
        let lower = chain(sorted)
        let upper = chain(sorted.reversed())
        // Each chain ends where the other begins.
        return lower.dropLast() + upper.dropLast()
    }

    private static func chain(_ points: some Sequence<Point>) -> [Point] {
        var chain: [Point] = []
        for point in points {
            while chain.count >= 2,
                (chain[chain.count - 1] - chain[chain.count - 2]).cross(point - chain[chain.count - 2]) <= 0
            {
                chain.removeLast()
            }
            chain.append(point)
        }
        return chain
    }
}
