public import Logging

/// Serves the sockets of all pages.
public struct PageServer: Sendable {
    private let loop: PageLoop

    /// - Parameter sends: how many messages one page may send; `nil` for no limit.
    public init(house: House, sends: SendLimit?, logger: Logger) {
        loop = PageLoop(
            house: house, hub: house.hub, presence: house.presence, authenticator: house.authenticator, sends: sends,
            logger: logger)
    }

    /// Runs until the page goes away.
    public func serve(_ socket: Socket) async { await loop.serve(socket) }
}

/// How many messages one page may send.
public struct SendLimit: Sendable {
    public var perSecond = 5.0
    public var burst = 30.0

    public init() {}
}
