import HTTPTypes

/// Finds the route of a path: a tree of path segments, literal ones before named ones.
struct RouteTable: Sendable {
    /// What a path leads to.
    enum Finding: Sendable {
        case route(Route, parameters: [String: String])
        /// The path exists with other methods.
        case otherMethods([String])
        case nothing
    }

    private struct Entry: Sendable {
        let route: Route
        let names: [String]
    }

    private struct Node: Sendable {
        var literals: [String: Node] = [:]
        var named: [Node] = []
        var entries: [Entry] = []

        mutating func insert(_ segments: ArraySlice<String>, _ entry: Entry) throws {
            guard let first = segments.first else {
                guard !entries.contains(where: { $0.route.face.method == entry.route.face.method }) else {
                    throw RouteFault.claimedTwice(
                        method: entry.route.face.method.rawValue, pattern: entry.route.face.pattern)
                }
                entries.append(entry)
                return
            }
            if first.hasPrefix("{") {
                if named.isEmpty { named.append(Node()) }
                try named[0].insert(segments.dropFirst(), entry)
            } else {
                try literals[first, default: Node()].insert(segments.dropFirst(), entry)
            }
        }

        /// The entries at the end of the path and the values of its named segments, in order.
        func find(_ segments: ArraySlice<String>) -> (entries: [Entry], values: [String])? {
            guard let first = segments.first else { return entries.isEmpty ? nil : (entries, []) }
            if let found = literals[first]?.find(segments.dropFirst()) { return found }
            guard let found = named.first?.find(segments.dropFirst()) else { return nil }
            return (found.entries, [first] + found.values)
        }
    }

    private var root = Node()

    /// - Throws: `RouteFault` when two routes claim the same method and path, or a pattern is not one.
    init(_ routes: [Route]) throws {
        for route in routes {
            let segments = try Self.checked(route.face.pattern)
            let names = segments.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
            guard Set(names).count == names.count else { throw RouteFault.notAPattern(route.face.pattern) }
            try root.insert(segments[...], Entry(route: route, names: names))
        }
    }

    /// `HEAD` is answered by the route of `GET`.
    func find(_ method: HTTPRequest.Method, _ segments: [String]) -> Finding {
        guard let (entries, values) = root.find(segments[...]) else { return .nothing }
        let wanted = method == .head ? .get : method
        guard let entry = entries.first(where: { $0.route.face.method == wanted }) else {
            return .otherMethods(entries.map(\.route.face.method.rawValue).sorted())
        }
        return .route(
            entry.route, parameters: Dictionary(zip(entry.names, values), uniquingKeysWith: { $1 }))
    }

    private static func checked(_ pattern: String) throws -> [String] {
        let segments = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let isPattern = segments.allSatisfy { segment in
            let opens = segment.hasPrefix("{")
            return !segment.isEmpty && opens == segment.hasSuffix("}") && (!opens || segment.count > 2)
        }
        guard pattern.hasPrefix("/"), isPattern else { throw RouteFault.notAPattern(pattern) }
        return segments
    }
}

/// A mistake in the routes themselves, found when the server starts.
public enum RouteFault: Error, Equatable {
    case claimedTwice(method: String, pattern: String)
    case notAPattern(String)
}
