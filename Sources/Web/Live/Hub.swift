public import Conversations
public import Journey
import Synchronization

/// The open pages of this node, and who follows what.
///
/// What it passes on is only news: every page has its own place in each numbered topic, and fetches what it missed.
public final class Hub: Sendable {
    fileprivate struct State {
        var followers: [Topic: [UInt64: PageSession]] = [:]
        var pages: [UInt64: PageSession] = [:]
        var waiters: [Topic: [UInt64: @Sendable () -> Void]] = [:]
        var nextWaiter: UInt64 = 0
    }

    private let state = Mutex(State())

    public init() {}

    /// Where the conversations tell their news.
    public var live: Live { Live { [self] in tell($0) } }

    func add(_ page: PageSession) { state.withLock { $0.pages[page.id] = page } }

    func remove(_ page: PageSession) {
        state.withLock { state in
            state.pages[page.id] = nil
            for topic in page.topics { state.unfollow(topic, page.id) }
        }
    }

    func follow(_ topic: Topic, _ page: PageSession) {
        state.withLock { $0.followers[topic, default: [:]][page.id] = page }
    }

    func unfollow(_ topic: Topic, _ page: PageSession) { state.withLock { $0.unfollow(topic, page.id) } }

    /// Pages open now.
    public var openPages: Int { state.withLock { $0.pages.count } }

    /// How many pages this colleague has open.
    func pages(of agent: AgentID) -> Int {
        state.withLock { state in state.pages.values.count { $0.agent == agent } }
    }

    /// Closes the sockets that a session opened, as soon as it is ended here.
    func signedOut(_ session: SessionID) {
        for page in state.withLock({ Array($0.pages.values) }) {
            guard case .agent(let signedIn) = page.caller, signedIn.session == session else { continue }
            page.socket.close(code: .notAllowed, reason: "signed out")
        }
    }

    /// Shows all colleagues who is there.
    public func show(_ agent: AgentID, presence: String) {
        let frame = ServerFrame.presence(agent, presence)
        for page in state.withLock({ Array($0.pages.values) }) where page.side == .agent { page.mention(frame) }
    }

    /// Tells the followers of the live figures that they changed.
    public func boardChanged() {
        for page in followers(of: .board) { page.offerBoard() }
    }

    /// Reads, and when there is nothing, reads again each time something happens on the topic: a long poll.
    ///
    /// - Returns: `nil` when nothing came in time.
    func poll<Answer>(
        _ topic: Topic, secondsMax: Double, read: () async throws -> Answer?
    ) async throws -> Answer? {
        let (stream, bell) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingNewest(1))
        // Waiting begins before the first look, so nothing slips in between.
        let ticket = enter(topic) { bell.yield(true) }
        defer { leave(topic, ticket) }
        if let answer = try await read() { return answer }
        if secondsMax <= 0 { return nil }
        let alarm = Task {
            try? await Task.sleep(for: .seconds(secondsMax))
            bell.yield(false)
        }
        defer { alarm.cancel() }
        for await happened in stream {
            if !happened { break }
            if let answer = try await read() { return answer }
        }
        return try await read()
    }

    private func enter(_ topic: Topic, _ waiter: @escaping @Sendable () -> Void) -> UInt64 {
        state.withLock { state in
            state.nextWaiter += 1
            state.waiters[topic, default: [:]][state.nextWaiter] = waiter
            return state.nextWaiter
        }
    }

    private func leave(_ topic: Topic, _ ticket: UInt64) {
        state.withLock { state in
            state.waiters[topic]?[ticket] = nil
            if state.waiters[topic]?.isEmpty == true { state.waiters[topic] = nil }
        }
    }

    private func followers(of topic: Topic) -> [PageSession] {
        state.withLock { state in state.followers[topic].map { Array($0.values) } ?? [] }
    }

    private func wake(_ topic: Topic) {
        for waiter in state.withLock({ $0.waiters[topic].map { Array($0.values) } ?? [] }) { waiter() }
    }

    private func tell(_ event: LiveEvent) {
        switch event {
        case .message(let message, let json):
            let topic = Topic.conversation(message.conversation)
            let frame = ServerFrame.message(topic, json: json)
            for page in followers(of: topic) { page.offer(topic, number: message.seq, frame: frame) }
            wake(topic)
        case .entry(let entry):
            let topic = Topic.feed(entry.audience)
            let frame = ServerFrame.entry(topic, entry)
            for page in followers(of: topic) { page.offer(topic, number: entry.number, frame: frame) }
            wake(topic)
        case .moved(let conversation):
            let topic = Topic.conversation(conversation)
            for page in followers(of: topic) { page.askAgain(topic) }
        case .receipt(let conversation, let audience, let side, let marks):
            tellBoth(conversation, audience, frame: ServerFrame.receipt(conversation, side, marks), except: nil)
        case .typing(let conversation, let audience, let side, let name, let on):
            let frame = ServerFrame.typing(conversation, side, name: name, on: on)
            tellBoth(conversation, audience, frame: frame, except: side)
        }
    }

    /// Unnumbered news goes to the conversation's followers and to the feed of whoever has it, once to each page.
    private func tellBoth(
        _ conversation: ConversationID, _ audience: Feed.Audience, frame: String, except side: Side?
    ) {
        var pages: [UInt64: PageSession] = [:]
        for page in followers(of: .conversation(conversation)) { pages[page.id] = page }
        for page in followers(of: .feed(audience)) { pages[page.id] = page }
        for page in pages.values where page.side != side { page.mention(frame) }
    }
}

extension Hub.State {
    fileprivate mutating func unfollow(_ topic: Topic, _ page: UInt64) {
        followers[topic]?[page] = nil
        if followers[topic]?.isEmpty == true { followers[topic] = nil }
    }
}
