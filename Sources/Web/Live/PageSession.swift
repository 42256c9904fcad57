import Conversations
import Journey
import Synchronization

/// One open page: who it is, what it follows, and how far it has been given each topic.
///
/// News arrives from the database's thread and never waits: it is sent at once if it is the very next number, and
/// otherwise the topic is fetched from the database. So the queue of a page is bounded and its order is that of the
/// numbers, whatever order the news came in.
final class PageSession: Sendable {
    /// One topic that the page follows.
    struct Place {
        /// The last number that was given to the socket.
        var last: Int64
        /// Numbers after `last` are being fetched; news waits for that.
        var fetching = true
        /// News came while fetching.
        var missed = false
    }

    /// Work that has to wait for the database or the socket.
    enum Errand: Sendable {
        case fetch(Topic)
        case tellBehind(Topic)
        case board
    }

    private struct State {
        var places: [Topic: Place] = [:]
        var boardDue = false
        var tokens = 0.0
        var tokensAt: Timestamp?
        var tokensBegun = false
        var typedAt: [ConversationID: Timestamp] = [:]
    }

    let socket: Socket
    let caller: Caller
    let errands: AsyncStream<Errand>
    private let run: AsyncStream<Errand>.Continuation
    private let state = Mutex(State())

    init(socket: Socket, caller: Caller) {
        self.socket = socket
        self.caller = caller
        (errands, run) = AsyncStream.makeStream(of: Errand.self)
    }

    var id: UInt64 { socket.id }

    var side: Side {
        if case .agent = caller { return .agent }
        return .customer
    }

    var agent: AgentID? {
        if case .agent(let signedIn) = caller { return signedIn.colleague.id }
        return nil
    }

    var scope: Scope {
        switch caller {
        case .agent(let signedIn): .agent(signedIn.colleague)
        case .visitor(let claim): .customer(claim.customer)
        case .anyone, .channel: .customer(CustomerID(at: Timestamp(microseconds: 0), random: (0, 0)))
        }
    }

    var topics: [Topic] { state.withLock { Array($0.places.keys) } }

    /// Begins or begins again to follow a topic, from after a number.
    func follow(_ topic: Topic, after number: Int64) {
        state.withLock { $0.places[topic] = Place(last: number) }
        run.yield(.fetch(topic))
    }

    func unfollow(_ topic: Topic) { state.withLock { _ = $0.places.removeValue(forKey: topic) } }

    func finish() { run.finish() }

    /// News of a numbered topic, in whatever order the commits were told.
    func offer(_ topic: Topic, number: Int64, frame: String) {
        let errand = state.withLock { state -> Errand? in
            guard var place = state.places[topic], number > place.last else { return nil }
            defer { if state.places[topic] != nil { state.places[topic] = place } }
            if place.fetching {
                place.missed = true
                return nil
            }
            guard number == place.last + 1 else {
                place.fetching = true
                return .fetch(topic)
            }
            if socket.send(frame) {
                place.last = number
                return nil
            }
            // The reader is too slow: forget the news, and say so once there is room.
            place.fetching = true
            return .tellBehind(topic)
        }
        if let errand { run.yield(errand) }
    }

    /// Unnumbered news: sent if there is room, forgotten otherwise.
    func mention(_ frame: String) { _ = socket.send(frame) }

    func offerBoard() {
        let first = state.withLock { state in
            defer { state.boardDue = true }
            return !state.boardDue
        }
        if first { run.yield(.board) }
    }

    func boardBegins() { state.withLock { $0.boardDue = false } }

    /// Where fetching goes on from; `nil` when the page no longer follows.
    func place(of topic: Topic) -> Int64? { state.withLock { $0.places[topic]?.last } }

    /// What became of a fetched entry.
    enum Gift { case given, full, moved }

    /// Gives a fetched entry and notes it in one step; `moved` when the page left or began again meanwhile.
    func give(_ entry: NumberedFrame, of topic: Topic, from before: Int64) -> Gift {
        state.withLock { state in
            guard state.places[topic]?.last == before else { return .moved }
            guard socket.send(entry.frame) else { return .full }
            state.places[topic]?.last = entry.number
            return .given
        }
    }

    /// Something about the right to follow may have changed: what comes next is fetched, which asks for the right.
    func askAgain(_ topic: Topic) {
        let isIdle = state.withLock { state -> Bool in
            guard let place = state.places[topic] else { return false }
            state.places[topic]?.fetching = true
            state.places[topic]?.missed = true
            return !place.fetching
        }
        if isIdle { run.yield(.fetch(topic)) }
    }

    /// Whether the page may send one more message now: a bucket of `burst`, refilled at `perSecond`.
    func maySend(at now: Timestamp, perSecond: Double, burst: Double) -> Bool {
        state.withLock { state in
            let filled = state.tokens + max(0, now.seconds(since: state.tokensAt ?? now)) * perSecond
            state.tokensAt = now
            state.tokens = min(burst, state.tokensBegun ? filled : burst)
            state.tokensBegun = true
            guard state.tokens >= 1 else { return false }
            state.tokens -= 1
            return true
        }
    }

    /// At most one "is typing" every three seconds in a conversation; "stopped" always passes.
    func mayType(in conversation: ConversationID, on: Bool, at now: Timestamp) -> Bool {
        state.withLock { state in
            if on, let last = state.typedAt[conversation], now.seconds(since: last) < 3 { return false }
            if state.typedAt.count > 100 { state.typedAt.removeAll() }
            state.typedAt[conversation] = on ? now : nil
            return true
        }
    }

    /// Ends a fetch that found nothing more; `true` when news came meanwhile and it must look again.
    func fetched(_ topic: Topic) -> Bool {
        state.withLock { state in
            guard let place = state.places[topic] else { return false }
            state.places[topic]?.missed = false
            state.places[topic]?.fetching = place.missed
            return place.missed
        }
    }
}
