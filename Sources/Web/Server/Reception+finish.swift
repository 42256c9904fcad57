import HTTPTypes
import Journey
import Logging
import NIOCore

extension Reception {
    /// Adds what every answer carries, counts it, and writes its line in the log.
    func finish(_ reply: Reply, _ visit: Visit) -> Reply {
        var reply = reply
        reply.headers[.requestID] = visit.id
        reply.headers[.date] = HTTPDate.now()
        SecurityHeaders.add(to: &reply.headers, path: visit.target, isSecure: visit.peer.isSecure)
        let elapsed = visit.started.duration(to: .now).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        figures.answered(
            route: visit.pattern, method: Self.known(visit.method), status: reply.status, seconds: seconds)
        let isRoutine = ["/healthz", "/readyz", "/metrics"].contains(visit.pattern)
        logger.log(level: isRoutine ? .debug : .info, "request", metadata: metadata(reply, visit, seconds))
        return reply
    }

    private func metadata(_ reply: Reply, _ visit: Visit, _ seconds: Double) -> Logger.Metadata {
        // The query may hold a token or a person's words.
        let path = visit.target.prefix { $0 != "?" }.prefix(200)
        var metadata: Logger.Metadata = [
            "request": "\(visit.id)", "method": "\(visit.method.rawValue)", "path": "\(path)",
            "route": "\(visit.pattern)", "status": "\(reply.status)",
            "ms": "\((seconds * 100_000).rounded() / 100)", "bytes": "\(reply.bytes.readableBytes)",
            "address": "\(visit.peer.address)",
        ]
        switch visit.caller {
        case .anyone: break
        case .agent(let signedIn): metadata["agent"] = "\(signedIn.colleague.id)"
        case .visitor(let claim): metadata["customer"] = "\(claim.customer)"
        case .channel(let channel): metadata["channel"] = "\(channel)"
        }
        return metadata
    }

    /// A method of the caller's own invention must not make a series of its own.
    private static func known(_ method: HTTPRequest.Method) -> String {
        let usual: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        return usual.contains(method) ? method.rawValue : "other"
    }
}
