import Journey
public import Logging
public import Staff
public import Store
import Synchronization

/// Keeps presence true to who really has a page open.
///
/// The first page after signing in brings a colleague online. A minute without any page, through a lost connection or
/// a restart of the server, takes him or her offline, so that nobody waits for someone who is not there; the next page
/// brings back whom that took away. Whoever chose to be offline stays so.
public final class PresenceKeeper: Sendable {
    static let graceSeconds = 60.0

    private struct Attendance {
        /// Raised with every sign of life: a page that closed before one no longer counts.
        var signs: [AgentID: Int] = [:]
        /// Those whom the next page brings online.
        var expected: Set<AgentID> = []
    }

    private let hub: Hub
    private let store: Store
    private let staff: Staff
    private let logger: Logger
    private let attendance = Mutex(Attendance())

    public init(hub: Hub, store: Store, staff: Staff, logger: Logger) {
        self.hub = hub
        self.store = store
        self.staff = staff
        self.logger = logger
    }

    /// After a start: everyone who was there has the grace to come back.
    public func serverStarted() async throws {
        let present = try await store.read { [staff] in
            try staff.roster(in: $0).filter { $0.presence != .offline }
        }
        for agent in present { pageClosed(agent.id) }
    }

    /// A colleague has just signed in.
    func signedIn(_ agent: AgentID) { expect(agent) }

    private func expect(_ agent: AgentID) { attendance.withLock { _ = $0.expected.insert(agent) } }

    func pageOpened(_ agent: AgentID) {
        let isExpected = attendance.withLock { attendance in
            attendance.signs[agent, default: 0] += 1
            return attendance.expected.remove(agent) != nil
        }
        guard isExpected else { return }
        Task { await self.show(agent, as: .online) { $0 == .offline } }
    }

    /// A page without a socket asked for news: it counts as open until it stops asking.
    func pagePolled(_ agent: AgentID) {
        pageOpened(agent)
        pageClosed(agent)
    }

    func pageClosed(_ agent: AgentID) {
        let sign = attendance.withLock { $0.signs[agent, default: 0] }
        Task {
            try? await Task.sleep(for: .seconds(Self.graceSeconds))
            guard self.hub.pages(of: agent) == 0, self.attendance.withLock({ $0.signs[agent, default: 0] }) == sign
            else { return }
            // Who had chosen to be offline is not expected back.
            if await self.show(agent, as: .offline, when: { $0 != .offline }) { self.expect(agent) }
        }
    }

    /// - Returns: whether it changed anything.
    @discardableResult
    private func show(
        _ agent: AgentID, as presence: Presence, when: @escaping @Sendable (Presence) -> Bool
    ) async -> Bool {
        do {
            return try await store.write { [staff] tx in
                guard when(try staff.agent(agent, as: .system, in: tx).presence) else { return false }
                _ = try staff.setPresence(of: agent, to: presence, as: .system, in: tx)
                return true
            }
        } catch {
            logger.warning("presence not kept", metadata: ["agent": "\(agent)", "error": "\(error)"])
            return false
        }
    }
}
