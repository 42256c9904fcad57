import HTTPTypes
import Journey

/// What the people who run the server ask it: alive, ready, figures; and the interface's own description.
struct OpsRoutes: Sendable {
    let readiness: @Sendable () async -> Readiness
    let moreMetrics: @Sendable () async -> String
    let readers: [AddressRange]
    let figures: WebFigures

    func routes(documenting routes: [Route]) -> [Route] {
        var ops = [
            Route.raw(.get, "/healthz", .anyone, "Is the process alive?") { _ in .text("ok\n") },
            Route.raw(.get, "/readyz", .anyone, "May the server be given requests?") { _ in
                let readiness = await readiness()
                return try .json(readiness, status: readiness.ready ? 200 : 503)
            },
            Route.raw(.get, "/metrics", .anyone, "Figures in the Prometheus text format") { call in
                guard readers.contains(where: { $0.contains(call.remoteAddress) }) else {
                    throw WebRefusal.noSuchRoute
                }
                let text = figures.text(process: .now()) + (await moreMetrics())
                return Reply(
                    headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"], body: Array(text.utf8))
            },
        ]
        guard !routes.isEmpty else { return ops }
        let document = OpenAPIDocument.make(routes: routes)
        ops.append(
            Route.raw(.get, "/api/openapi.json", .anyone, "The description of this interface") { _ in
                Reply(headers: [.contentType: "application/json"], body: document)
            })
        return ops
    }
}
