/// The perspective map that takes the unit square to a quadrilateral (Heckbert 1989, "Fundamentals of Texture Mapping
/// and Image Warping", §2.2.3): how a flat line of text appears to a tilted camera.
struct Homography {
    private let a, b, c, d, e, f, g, h: Double

    init(unitSquareTo quad: Quadrilateral) {
        let (p0, p1, p2, p3) = (quad.topLeft, quad.topRight, quad.bottomRight, quad.bottomLeft)
        let sum = p0 - p1 + p2 - p3
        let first = p1 - p2
        let second = p3 - p2
        let determinant = first.cross(second)
        // A parallelogram, or corners so degenerate that only the affine part has a meaning.
        if abs(determinant) < 1e-12 || (sum.x == 0 && sum.y == 0) {
            g = 0
            h = 0
        } else {
            g = sum.cross(second) / determinant
            h = first.cross(sum) / determinant
        }
        a = p1.x - p0.x + g * p1.x
        b = p3.x - p0.x + h * p3.x
        c = p0.x
        d = p1.y - p0.y + g * p1.y
        e = p3.y - p0.y + h * p3.y
        f = p0.y
    }

    /// Where (u, v) of the unit square lies in the picture.
    @inline(__always)
    func callAsFunction(_ u: Double, _ v: Double) -> Point {
        let scale = 1 / (g * u + h * v + 1)
        return Point((a * u + b * v + c) * scale, (d * u + e * v + f) * scale)
    }
}
