import HTTPTypes

/// The server's own limit for each address, and those of single routes.
struct RateGates: Sendable {
    private let all: RateLimiter?
    private let routes: [String: RateLimiter]
    private let epoch = ContinuousClock.now

    init(_ limits: WebLimits, routes: [Route]) {
        all = limits.requestsPerSecond.map { RateLimiter(perSecond: $0, burst: limits.requestsBurst) }
        var limiters: [String: RateLimiter] = [:]
        for route in routes {
            guard let perMinute = route.face.perMinute else { continue }
            limiters[Self.key(route)] = RateLimiter(perSecond: Double(perMinute) / 60, burst: Double(perMinute))
        }
        self.routes = limiters
    }

    /// - Throws: `WebRefusal.tooManyRequests`.
    func pass(_ visit: Visit, _ route: Route?) throws(WebRefusal) { try pass(visit.peer.address, route) }

    func pass(_ address: String, _ route: Route?) throws(WebRefusal) {
        let now = Double((ContinuousClock.now - epoch) / .milliseconds(1)) / 1000
        let waits = [all?.take(address, now: now), route.flatMap { routes[Self.key($0)]?.take(address, now: now) }]
        guard let wait = waits.compactMap({ $0 }).max() else { return }
        throw .tooManyRequests(afterSeconds: max(1, Int(wait.rounded(.up))))
    }

    private static func key(_ route: Route) -> String { "\(route.face.method.rawValue) \(route.face.pattern)" }
}
