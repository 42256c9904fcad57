import HTTPTypes
import Journey
import Logging
import ServiceLifecycle

/// Takes a request from its head to its answer: route, limits, caller, rights, work, errors.
struct Reception: Sendable {
    /// What becomes of a request once its head is known.
    enum Admission: Sendable {
        case answered(Reply)
        /// The route wants the body next.
        case admitted(Admitted)
    }

    struct Admitted: Sendable {
        let route: Route
        let parameters: [String: String]
        let target: Target
        let bodyBytesMax: Int
    }

    let table: RouteTable
    let authenticator: Authenticator
    let pages: Pages
    let runs: IdempotentRuns?
    let configuration: WebConfiguration
    let gates: RateGates
    let figures: WebFigures
    let logger: Logger

    /// Everything that can be decided before the body is read. Never throws: a refusal is an answer.
    func admit(_ visit: inout Visit) async -> Admission {
        do {
            return try await decide(&visit)
        } catch {
            return .answered(reply(to: error, visit))
        }
    }

    private func decide(_ visit: inout Visit) async throws -> Admission {
        let target = try Target(visit.target)
        switch table.find(visit.method, target.segments) {
        case .route(let route, let parameters):
            visit.pattern = route.face.pattern
            try gates.pass(visit, route)
            visit.caller = try await recognise(visit, route.face)
            try checkBody(visit, route.face)
            let most = route.face.bodyBytesMax ?? configuration.limits.bodyBytesMax
            if let length = visit.headers[.contentLength].flatMap({ Int($0) }), length > most {
                throw WebRefusal.bodyTooLarge(bytesMax: most)
            }
            return .admitted(
                Admitted(route: route, parameters: parameters, target: target, bodyBytesMax: most))
        case .otherMethods(let methods): throw WebRefusal.wrongMethod(allowed: methods)
        case .nothing: return .answered(try await page(&visit, target))
        }
    }

    private func page(_ visit: inout Visit, _ target: Target) async throws -> Reply {
        if target.path == SocketDoor.path { throw WebRefusal.socketNeeded }
        guard target.segments.first != "api" else {
            try gates.pass(visit, nil)
            throw WebRefusal.noSuchRoute
        }
        visit.pattern = "page"
        let wish = PageWish(target: target, headers: visit.headers, isSecure: visit.peer.isSecure)
        guard let reply = try await pages.answer(wish) else { throw WebRefusal.noSuchRoute }
        guard visit.method == .get || visit.method == .head else {
            throw WebRefusal.wrongMethod(allowed: ["GET", "HEAD"])
        }
        return reply
    }

    /// Does the route's work. Never throws: a refusal is an answer.
    func run(_ admitted: Admitted, _ visit: Visit, body: [UInt8]) async -> Reply {
        let call = Call(
            method: visit.method, path: admitted.target.path, parameters: admitted.parameters,
            query: admitted.target.query, body: body, language: visit.language, requestID: visit.id,
            remoteAddress: visit.peer.address, isSecure: visit.peer.isSecure, caller: visit.caller,
            headers: visit.headers)
        do {
            return try await work(admitted.route, call)
        } catch {
            return reply(to: error, visit)
        }
    }

    private func work(_ route: Route, _ call: Call) async throws -> Reply {
        if call.method == .post, route.face.keepsIdempotentReplies, let runs,
            let key = call.headers[.idempotencyKey]
        {
            return try await runs.run(call, key: key, route.answer)
        }
        guard route.face.isWaiting else { return try await route.answer(call) }
        return try await cancelWhenGracefulShutdown { try await route.answer(call) }
    }

    /// A refusal speaks for itself; anything else is our fault and goes to the log only.
    func reply(to error: any Error, _ visit: Visit) -> Reply {
        if let refusal = error as? any Refusal {
            return .refusal(refusal, language: visit.language, request: visit.id)
        }
        if let mistake = error as? DecodingError {
            return .refusal(WebRefusal(mistake), language: visit.language, request: visit.id)
        }
        if error is CancellationError {
            return .refusal(WebRefusal.goingAway, language: visit.language, request: visit.id)
        }
        logger.error(
            "request failed",
            metadata: [
                "request": "\(visit.id)", "route": "\(visit.pattern)", "error": "\(String(reflecting: error))",
            ])
        return .failure(language: visit.language, request: visit.id)
    }
}
