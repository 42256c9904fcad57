import Synchronization

/// What the server counts of itself, for `/metrics`.
final class WebFigures: Sendable {
    private struct Answers: Hashable {
        let route: String
        let method: String
        let status: Int
    }

    private struct Durations {
        var counts = [Int](repeating: 0, count: WebFigures.bounds.count + 1)
        var sum = 0.0
    }

    private struct Book {
        var answers: [Answers: Int] = [:]
        var durations: [String: Durations] = [:]
    }

    /// Upper bounds of the histogram, in seconds.
    static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

    private let book = Mutex(Book())
    let connections = Atomic<Int>(0)
    let sockets = Atomic<Int>(0)
    let framesIn = Atomic<Int>(0)
    let framesOut = Atomic<Int>(0)
    let framesRefused = Atomic<Int>(0)

    /// - Parameter route: the pattern, never the path: paths are unbounded.
    func answered(route: String, method: String, status: Int, seconds: Double) {
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        book.withLock {
            $0.answers[Answers(route: route, method: method, status: status), default: 0] += 1
            $0.durations[route, default: Durations()].counts[bucket] += 1
            $0.durations[route, default: Durations()].sum += seconds
        }
    }

    /// The Prometheus text format, version 0.0.4.
    func text(process: ProcessFigures) -> String {
        let book = book.withLock { $0 }
        var lines = ["# TYPE magpie_http_requests_total counter"]
        lines += book.answers.map { answers, count in
            let labels = "route=\"\(answers.route)\",method=\"\(answers.method)\",status=\"\(answers.status)\""
            return "magpie_http_requests_total{\(labels)} \(count)"
        }.sorted()
        lines.append("# TYPE magpie_http_request_seconds histogram")
        for (route, durations) in book.durations.sorted(by: { $0.key < $1.key }) {
            lines += Self.histogram(route, durations)
        }
        lines += gauges(process)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func histogram(_ route: String, _ durations: Durations) -> [String] {
        var lines: [String] = []
        var total = 0
        for (index, count) in durations.counts.enumerated() {
            total += count
            let bound = index < bounds.count ? "\(bounds[index])" : "+Inf"
            lines.append("magpie_http_request_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(total)")
        }
        lines.append("magpie_http_request_seconds_sum{route=\"\(route)\"} \(durations.sum)")
        lines.append("magpie_http_request_seconds_count{route=\"\(route)\"} \(total)")
        return lines
    }

    private func gauges(_ process: ProcessFigures) -> [String] {
        let rows: [(name: String, type: String, value: String)] = [
            ("magpie_connections_open", "gauge", "\(connections.load(ordering: .relaxed))"),
            ("magpie_sockets_open", "gauge", "\(sockets.load(ordering: .relaxed))"),
            ("magpie_socket_frames_in_total", "counter", "\(framesIn.load(ordering: .relaxed))"),
            ("magpie_socket_frames_out_total", "counter", "\(framesOut.load(ordering: .relaxed))"),
            ("magpie_socket_frames_refused_total", "counter", "\(framesRefused.load(ordering: .relaxed))"),
            ("process_resident_memory_bytes", "gauge", "\(process.residentBytes)"),
            ("process_cpu_seconds_total", "counter", "\(process.cpuSeconds)"),
        ]
        return rows.flatMap { ["# TYPE \($0.name) \($0.type)", "\($0.name) \($0.value)"] }
    }
}
