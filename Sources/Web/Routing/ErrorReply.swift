import HTTPTypes
public import Journey
import NIOCore

/// The one shape of every error: code, sentence, field, request id.
struct ErrorBody: Codable, Sendable {
    struct Detail: Codable, Sendable {
        let code: String
        let message: String
        let field: String?
        let request: String

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(code, forKey: .code)
            try container.encode(message, forKey: .message)
            // Present even when null: a page may rely on the shape.
            try container.encode(field, forKey: .field)
            try container.encode(request, forKey: .request)
        }
    }

    let error: Detail
}

extension RefusalReason {
    /// The HTTP status of a refusal of this kind.
    var status: Int {
        switch self {
        case .badInput: 400
        case .unauthenticated: 401
        case .forbidden, .passwordChangeRequired: 403
        case .notFound: 404
        case .conflict: 409
        case .tooLarge: 413
        case .locked: 423
        case .tooMany: 429
        case .unavailable: 503
        }
    }
}

extension Reply {
    /// A refusal in the caller's language.
    static func refusal(_ refusal: any Refusal, language: Language, request: String) -> Reply {
        let detail = ErrorBody.Detail(
            code: refusal.reason.rawValue, message: refusal.sentence(language), field: refusal.field,
            request: request)
        let web = refusal as? WebRefusal
        var reply = error(detail, status: web?.status ?? refusal.reason.status)
        switch web {
        case .wrongMethod(let allowed): reply.headers[.allow] = allowed.joined(separator: ", ")
        case .tooManyRequests(let seconds): reply.headers[.retryAfter] = String(seconds)
        case .goingAway, .tooManyConnections: reply.headers[.retryAfter] = "1"
        case .tokenNeeded: reply.headers[.wwwAuthenticate] = "Bearer"
        default:
            if refusal.reason == .tooMany, let pausing = refusal as? any PausingRefusal {
                reply.headers[.retryAfter] = String(max(1, pausing.retryAfterSeconds))
            }
        }
        return reply
    }

    /// A failure of ours: nothing of the cause leaves the house; the log has it under the request id.
    static func failure(language: Language, request: String) -> Reply {
        let sentence = Phrase(
            zh: "服务器内部错误，请把请求编号 \(request) 告诉管理员。",
            en: "Something went wrong here: tell your administrator the request id \(request).")
        return error(
            ErrorBody.Detail(code: "internal", message: sentence(language), field: nil, request: request),
            status: 500)
    }

    private static func error(_ detail: ErrorBody.Detail, status: Int) -> Reply {
        let bytes = (try? WebJSON.encode(ErrorBody(error: detail))) ?? []
        return Reply(
            status: status, headers: [.contentType: "application/json"], bytes: ByteBuffer(bytes: bytes))
    }
}

/// A refusal that knows when it is worth trying again.
public protocol PausingRefusal: Refusal {
    /// Sent as `Retry-After`.
    var retryAfterSeconds: Int { get }
}
