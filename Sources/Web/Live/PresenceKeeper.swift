import Journey
public import Logging
public import Staff
public import Store
import Synchronization

/// Keeps presence true to who really has a page open.
///
/// Opening the first page brings a colleague online; a minute without any page, through a lost connection or a restart
/// of the server, takes him or her offline, so that nobody waits for someone who is not there.
public final class PresenceKeeper: Sendable {
    static let graceSeconds = 60.0

    private let hub: Hub
    private let store: Store
    private let staff: Staff
    private let logger: Logger
    /// Raised with every opening: a close that was followed by one no longer counts.
    private let openings = Mutex<[AgentID: Int]>([:])

    public init(hub: Hub, store: Store, staff: Staff, logger: Logger) {
        self.hub = hub
        self.store = store
        self.staff = staff
        self.logger = logger
    }

    /// After a start: everyone has the grace to come back.
    public func serverStarted() async throws {
        let present = try await store.read { [staff] in try staff.onDuty(in: $0) }
        for agent in present { pageClosed(agent.id) }
    }

    func pageOpened(_ agent: AgentID) {
        openings.withLock { $0[agent, default: 0] += 1 }
        guard hub.pages(of: agent) == 1 else { return }
        Task {
            await self.show(agent, as: .online) { $0 == .offline }
        }
    }

    func pageClosed(_ agent: AgentID) {
        guard hub.pages(of: agent) == 0 else { return }
        let opening = openings.withLock { $0[agent, default: 0] }
        Task {
            try? await Task.sleep(for: .seconds(Self.graceSeconds))
            guard self.hub.pages(of: agent) == 0, self.openings.withLock({ $0[agent, default: 0] }) == opening else {
                return
            }
            await self.show(agent, as: .offline) { $0 != .offline }
        }
    }

    private func show(_ agent: AgentID, as presence: Presence, when: @escaping @Sendable (Presence) -> Bool) async {
        do {
            try await store.write { [staff] tx in
                guard when(try staff.agent(agent, as: .system, in: tx).presence) else { return }
                _ = try staff.setPresence(of: agent, to: presence, as: .system, in: tx)
            }
        } catch {
            logger.warning("presence not kept", metadata: ["agent": "\(agent)", "error": "\(error)"])
        }
    }
}
