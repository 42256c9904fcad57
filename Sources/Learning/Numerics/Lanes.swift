/// Loops over vectors of numbers, eight at a time.
///
/// Products are written `sum += a * b`: a fused multiply-add is a function call for each number on processors that the
/// compiler does not take for granted.
enum Lanes {
    typealias Lane = SIMD8<Float>
    static let width = 8

    /// Eight places of a vector, or at its end the few that are left.
    struct Window {
        let count: Int

        @inline(__always)
        func load(_ pointer: UnsafePointer<Float>) -> Lane {
            if count == width { return Lanes.load(pointer) }
            var lane = Lane.zero
            for place in 0..<count { lane[place] = pointer[place] }
            return lane
        }

        @inline(__always)
        func store(_ lane: Lane, _ pointer: UnsafeMutablePointer<Float>) {
            if count == width { return Lanes.store(lane, pointer) }
            for place in 0..<count { pointer[place] = lane[place] }
        }
    }

    /// Visits a vector from its beginning; the window says how many places count from there.
    @inline(__always)
    static func forEach(count: Int, _ body: (_ place: Int, _ window: Window) -> Void) {
        var place = 0
        while place + width <= count {
            body(place, Window(count: width))
            place += width
        }
        if place < count { body(place, Window(count: count - place)) }
    }

    @inline(__always)
    static func load(_ pointer: UnsafePointer<Float>) -> Lane {
        UnsafeRawPointer(pointer).loadUnaligned(as: Lane.self)
    }

    @inline(__always)
    static func store(_ lane: Lane, _ pointer: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: lane, as: Lane.self)
    }

    static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
        var sums = Lane.zero
        forEach(count: count) { place, window in sums += window.load(a + place) * window.load(b + place) }
        return sums.sum()
    }

    static func sum(_ x: UnsafePointer<Float>, count: Int) -> Float {
        var sums = Lane.zero
        forEach(count: count) { place, window in sums += window.load(x + place) }
        return sums.sum()
    }

    /// `y ← y + scale · x`.
    static func add(
        _ x: UnsafePointer<Float>, times scale: Float = 1, to y: UnsafeMutablePointer<Float>, count: Int
    ) {
        forEach(count: count) { place, window in
            window.store(window.load(y + place) + window.load(x + place) * scale, y + place)
        }
    }

    /// `y ← y + a · b`, number by number.
    static func add(
        _ a: UnsafePointer<Float>, times b: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, count: Int
    ) {
        forEach(count: count) { place, window in
            window.store(window.load(y + place) + window.load(a + place) * window.load(b + place), y + place)
        }
    }

    static func scale(_ y: UnsafeMutablePointer<Float>, by factor: Float, count: Int) {
        map(y, to: y, count: count) { $0 * factor }
    }

    /// A function of every number.
    @inline(__always)
    static func map(
        _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int, _ function: (Lane) -> Lane
    ) {
        forEach(count: count) { place, window in window.store(function(window.load(source + place)), target + place) }
    }
}
