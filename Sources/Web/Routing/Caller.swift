public import Journey

/// Who sent a request, as far as the route's access made us look.
public enum Caller: Sendable {
    /// Nobody in particular: the route is open to everyone.
    case anyone
    /// A colleague with a session.
    case agent(SignedIn)
    /// A visitor of a company's site, known by its token.
    case visitor(VisitorClaim)
    /// A program that speaks for one channel, known by its secret.
    case channel(ChannelID)
}

/// A colleague's valid session.
public struct SignedIn: Sendable {
    public let colleague: Colleague
    public let session: SessionID
    /// What every request that changes something repeats in `X-CSRF-Token`.
    public let csrf: String
    /// True until a password given by somebody else was replaced.
    public let mustChangePassword: Bool
    public let name: String

    public init(colleague: Colleague, session: SessionID, csrf: String, mustChangePassword: Bool, name: String) {
        self.colleague = colleague
        self.session = session
        self.csrf = csrf
        self.mustChangePassword = mustChangePassword
        self.name = name
    }
}

/// What a visitor's token says.
public struct VisitorClaim: Sendable {
    public let customer: CustomerID
    public let channel: ChannelID

    public init(customer: CustomerID, channel: ChannelID) {
        self.customer = customer
        self.channel = channel
    }
}

/// Turns what a request carries into who sent it; nil means "not valid (any more)".
public struct Authenticator: Sendable {
    /// By the value of the cookie `magpie_session`.
    public var agent: @Sendable (_ cookie: String) async throws -> SignedIn?
    /// By the visitor's token, sent as `Authorization: Bearer`.
    public var visitor: @Sendable (_ bearer: String) async throws -> VisitorClaim?
    /// By the channel's secret, sent as `Authorization: Bearer`.
    public var channel: @Sendable (_ bearer: String) async throws -> ChannelID?

    public init(
        agent: @escaping @Sendable (_ cookie: String) async throws -> SignedIn?,
        visitor: @escaping @Sendable (_ bearer: String) async throws -> VisitorClaim?,
        channel: @escaping @Sendable (_ bearer: String) async throws -> ChannelID?
    ) {
        self.agent = agent
        self.visitor = visitor
        self.channel = channel
    }

    /// Knows nobody, as for a server that has pages only.
    public static let nobody = Authenticator(agent: { _ in nil }, visitor: { _ in nil }, channel: { _ in nil })

    /// The name of the cookie that carries a colleague's session.
    public static let cookieName = "magpie_session"
}

/// Who may use a route.
public enum Access: Sendable, Equatable {
    case anyone
    /// Colleagues with that role or a higher one.
    case agent(Role)
    case visitor
    case channel
}
