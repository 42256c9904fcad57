public import HTTPTypes
public import Journey

/// One request as a route sees it: admitted, with its caller known and its body read.
public struct Call: Sendable {
    public let method: HTTPRequest.Method
    /// Without the query, percent-decoded.
    public let path: String
    /// The parts of the path that the pattern names.
    public let parameters: [String: String]
    /// Decoded; of a name given twice the last value counts.
    public let query: [String: String]
    public let body: [UInt8]
    public let language: Language
    /// Also in the answer's `X-Request-Id` and in the log.
    public let requestID: String
    /// The caller's own address; behind a trusted proxy the one that the proxy names.
    public let remoteAddress: String
    /// True over TLS, here or at a trusted proxy.
    public let isSecure: Bool
    public let caller: Caller
    let headers: HTTPFields

    /// A header's value; several of one name are joined with commas.
    public func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// A cookie's value.
    public func cookie(_ name: String) -> String? { Cookies.value(of: name, in: headers[.cookie]) }

    /// A named part of the path as an id.
    public func parameter<Subject>(_ name: String, as _: ID<Subject>.Type = ID<Subject>.self) throws -> ID<Subject> {
        guard let id = ID<Subject>(parameters[name] ?? "") else { throw InputRefusal.malformed(field: name) }
        return id
    }

    /// A named part of the path as it was written.
    public func parameter(_ name: String) -> String { parameters[name] ?? "" }

    /// A whole number of the query within its bounds; the usual value when it is absent.
    public func number(_ name: String, in bounds: ClosedRange<Int64>, usual: Int64) throws -> Int64 {
        guard let text = query[name], !text.isEmpty else { return usual }
        guard let number = Int64(text), bounds.contains(number) else { throw InputRefusal.malformed(field: name) }
        return number
    }

    /// A value of the query as an id; nil when it is absent or empty.
    public func queryID<Subject>(_ name: String, as _: ID<Subject>.Type = ID<Subject>.self) throws -> ID<Subject>? {
        guard let text = query[name], !text.isEmpty else { return nil }
        guard let id = ID<Subject>(text) else { throw InputRefusal.malformed(field: name) }
        return id
    }
}

extension Call {
    /// The colleague of a route whose access is `.agent`; any other route refuses.
    public func signedIn() throws -> SignedIn {
        guard case .agent(let signedIn) = caller else { throw WebRefusal.signInNeeded }
        return signedIn
    }

    /// The visitor of a route whose access is `.visitor`; any other route refuses.
    public func visitor() throws -> VisitorClaim {
        guard case .visitor(let claim) = caller else { throw WebRefusal.tokenNeeded }
        return claim
    }

    /// How far the caller may see: nothing wider than who was recognised.
    public func scope() throws -> Scope {
        switch caller {
        case .agent(let signedIn): .agent(signedIn.colleague)
        case .visitor(let claim): .customer(claim.customer)
        case .anyone, .channel: throw WebRefusal.signInNeeded
        }
    }
}
