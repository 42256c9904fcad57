public import Logging

/// Serves the sockets of all pages.
public struct PageServer: Sendable {
    private let loop: PageLoop

    public init(house: House, presence: PresenceKeeper, logger: Logger) {
        loop = PageLoop(
            house: house, hub: house.hub, presence: presence, authenticator: house.authenticator, logger: logger)
    }

    /// Runs until the page goes away.
    public func serve(_ socket: Socket) async { await loop.serve(socket) }
}
