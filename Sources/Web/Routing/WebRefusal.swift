public import Journey

/// What the web itself refuses, before or instead of a stage.
public enum WebRefusal: Refusal, Equatable {
    case signInNeeded
    case tokenNeeded
    case passwordChangeNeeded
    case csrfTokenWrong
    case otherOrigin
    case noSuchRoute
    case wrongMethod(allowed: [String])
    case notJSON
    case jsonNeeded
    case fieldMissing(String)
    case fieldMalformed(String)
    case pathMalformed
    case headersTooLarge
    case bodyTooLarge(bytesMax: Int)
    case tooManyRequests(afterSeconds: Int)
    case tooManyConnections
    case goingAway
    case keyReused
    case keyInUse
    case keyMalformed
    case socketNeeded
    case socketMalformed
    case requestMalformed

    public var reason: RefusalReason {
        switch self {
        case .signInNeeded, .tokenNeeded: .unauthenticated
        case .passwordChangeNeeded: .passwordChangeRequired
        case .csrfTokenWrong, .otherOrigin: .forbidden
        case .noSuchRoute: .notFound
        case .wrongMethod, .notJSON, .jsonNeeded, .fieldMissing, .fieldMalformed, .pathMalformed, .keyMalformed,
            .socketNeeded, .socketMalformed, .requestMalformed:
            .badInput
        case .headersTooLarge, .bodyTooLarge: .tooLarge
        case .tooManyRequests: .tooMany
        case .tooManyConnections, .goingAway: .unavailable
        case .keyReused, .keyInUse: .conflict
        }
    }

    public var field: String? {
        switch self {
        case .fieldMissing(let field), .fieldMalformed(let field): field
        case .csrfTokenWrong: "X-CSRF-Token"
        case .otherOrigin: "Origin"
        case .jsonNeeded: "Content-Type"
        case .keyReused, .keyInUse, .keyMalformed: "Idempotency-Key"
        default: nil
        }
    }

    /// The status where the reason's usual one would say too little.
    var status: Int? {
        switch self {
        case .wrongMethod: 405
        case .jsonNeeded: 415
        case .headersTooLarge: 431
        case .socketNeeded: 426
        default: nil
        }
    }
}
