import Conversations
import Journey
import Logging
import Store

/// Serves one socket from hello to goodbye.
struct PageLoop: Sendable {
    static let helloSecondsMax = 10.0
    static let pageMax = 200
    static let boardPauseMilliseconds = 400
    static let topicsMax = 200

    let house: House
    let hub: Hub
    let presence: PresenceKeeper
    let authenticator: Authenticator
    let sends: SendLimit?
    let logger: Logger

    /// Runs until the page goes away.
    func serve(_ socket: Socket) async {
        var frames = socket.frames.makeAsyncIterator()
        let hurry = Task {
            try await Task.sleep(for: .seconds(Self.helloSecondsMax))
            socket.close(code: SocketCloseCode(1008), reason: "no hello in time")
        }
        let caller = await greet(socket, first: await frames.next())
        hurry.cancel()
        guard let caller else { return socket.close(code: SocketCloseCode(1008), reason: "unauthenticated") }
        let page = PageSession(socket: socket, caller: caller)
        hub.add(page)
        if let agent = page.agent { presence.pageOpened(agent) }
        await withDiscardingTaskGroup { group in
            group.addTask { await runErrands(of: page) }
            group.addTask { await watchSession(of: page) }
            while let frame = await frames.next() {
                guard await isStillSignedIn(page, by: frame) else { break }
                await take(frame, from: page)
            }
            page.finish()
            group.cancelAll()
        }
        hub.remove(page)
        if let agent = page.agent { presence.pageClosed(agent) }
    }

    private func greet(_ socket: Socket, first frame: String?) async -> Caller? {
        guard let frame, case .hello(let token)? = try? ClientFrame(frame) else { return nil }
        do {
            if let token {
                guard let claim = try await authenticator.visitor(token) else { return refuse(socket) }
                _ = socket.send(ServerFrame.welcome(as: .customer, id: "\(claim.customer)"))
                return .visitor(claim)
            }
            guard let cookie = socket.cookie(Authenticator.cookieName),
                let signedIn = try await authenticator.agent(cookie), !signedIn.mustChangePassword
            else { return refuse(socket) }
            _ = socket.send(ServerFrame.welcome(as: .agent, id: "\(signedIn.colleague.id)"))
            return .agent(signedIn)
        } catch {
            return refuse(socket)
        }
    }

    private func refuse(_ socket: Socket) -> Caller? {
        let refusal = WebRefusal.signInNeeded
        _ = socket.send(
            ServerFrame.refused(
                id: nil, code: refusal.reason.rawValue, sentence: refusal.sentence(socket.language), field: nil))
        return nil
    }

    /// Frames of one page are done one after the other: that keeps a sender's order.
    private func take(_ text: String, from page: PageSession) async {
        do {
            switch try ClientFrame(text) {
            case .hello, .ping: _ = page.socket.send(ServerFrame.pong)
            case .follow(let topic, let after): try await follow(topic, after: after, page)
            case .unfollow(let topic):
                hub.unfollow(topic, page)
                page.unfollow(topic)
            case .send(let id, let conversation, let text):
                await send(id: id, conversation: conversation, text: text, page)
            case .typing(let conversation, let on):
                guard page.mayType(in: conversation, on: on, at: house.store.ambience.now()) else { return }
                try await house.typing(on, in: conversation, by: page.side, as: page.scope)
            case .receipt(let conversation, let delivered, let read):
                try await house.received(
                    conversation, delivered: delivered, read: read, by: page.side, as: page.scope)
            }
        } catch ClientFrame.Fault.notJSON {
            page.socket.close(code: SocketCloseCode(1007), reason: "not JSON")
        } catch ClientFrame.Fault.malformed(let id, let field) {
            answer(InputRefusal.malformed(field: field), to: id, page)
        } catch {
            answer(error, to: nil, page)
        }
    }

    private func send(id: String, conversation: ConversationID?, text: String, _ page: PageSession) async {
        do {
            if let sends, !page.maySend(at: house.store.ambience.now(), perSecond: sends.perSecond, burst: sends.burst)
            {
                throw FollowRefusal.tooManyMessages
            }
            let message = try await house.say(text, clientId: id, in: conversation, as: page.caller)
            _ = page.socket.send(ServerFrame.acknowledged(message))
        } catch {
            answer(error, to: id, page)
        }
    }

    private func answer(_ error: any Error, to id: String?, _ page: PageSession) {
        let refusal = error as? any Refusal
        if refusal == nil { logger.error("frame failed", metadata: ["error": "\(error)"]) }
        let sentence = refusal?.sentence ?? Phrase(zh: "服务器出错，请重试。", en: "The server failed; please try again.")
        _ = page.socket.send(
            ServerFrame.refused(
                id: id, code: refusal?.reason.rawValue ?? "internal", sentence: sentence(page.socket.language),
                field: refusal?.field))
    }

    private func follow(_ topic: Topic, after: Int64?, _ page: PageSession) async throws {
        guard page.topics.count < Self.topicsMax || page.topics.contains(topic) else {
            throw FollowRefusal.tooManyTopics
        }
        let end = try await house.end(of: topic, as: page.scope)
        let start: Int64
        switch topic {
        case .conversation: start = after ?? 0
        case .feed: start = after ?? end
        case .board: start = 0
        }
        _ = page.socket.send(ServerFrame.followed(topic, at: end))
        hub.follow(topic, page)
        page.follow(topic, after: min(start, end))
    }

    private func runErrands(of page: PageSession) async {
        await withDiscardingTaskGroup { group in
            for await errand in page.errands {
                // The figures take their time; the messages do not wait for them.
                if case .board = errand {
                    group.addTask { await run(errand, for: page) }
                } else {
                    await run(errand, for: page)
                }
            }
            group.cancelAll()
        }
    }

    private func run(_ errand: PageSession.Errand, for page: PageSession) async {
        do {
            switch errand {
            case .fetch(.board): page.offerBoard()
            case .fetch(let topic): try await fetch(topic, page)
            case .tellBehind(let topic): await tellBehind(topic, page)
            case .board: try await sendBoard(page)
            }
        } catch is CancellationError {
            return
        } catch let refusal as any Refusal where refusal.reason != .unavailable {
            // What it followed is no longer its to see: the page is told, and goes on with the rest.
            if case .fetch(let topic) = errand {
                hub.unfollow(topic, page)
                page.unfollow(topic)
            }
            answer(refusal, to: nil, page)
        } catch {
            logger.error("page could not be served", metadata: ["error": "\(error)"])
            page.socket.close(code: .internalError, reason: "internal")
        }
    }

    /// Gives everything after the page's place, as fast as it reads.
    private func fetch(_ topic: Topic, _ page: PageSession) async throws {
        repeat {
            while let place = page.place(of: topic) {
                let entries = try await house.entries(of: topic, after: place, limit: Self.pageMax, as: page.scope)
                if entries.isEmpty { break }
                guard await give(entries, of: topic, from: place, page) else { return }
            }
        } while page.fetched(topic)
    }

    private func give(_ entries: [NumberedFrame], of topic: Topic, from place: Int64, _ page: PageSession) async -> Bool
    {
        var before = place
        for entry in entries {
            var gift = page.give(entry, of: topic, from: before)
            while gift == .full {
                guard await page.socket.drained() else {
                    page.socket.close(code: .tryAgainLater, reason: "too slow")
                    return false
                }
                gift = page.give(entry, of: topic, from: before)
            }
            guard gift == .given else { return false }
            before = entry.number
        }
        return true
    }

    private func tellBehind(_ topic: Topic, _ page: PageSession) async {
        guard let place = page.place(of: topic) else { return }
        guard await page.socket.drained() else {
            return page.socket.close(code: SocketCloseCode(1013), reason: "too slow")
        }
        hub.unfollow(topic, page)
        page.unfollow(topic)
        _ = page.socket.send(ServerFrame.behind(topic, after: place))
    }

    /// At most two pictures of the figures a second.
    private func sendBoard(_ page: PageSession) async throws {
        try await Task.sleep(for: .milliseconds(Self.boardPauseMilliseconds))
        page.boardBegins()
        page.mention(ServerFrame.board(try await house.boardJSON(as: page.scope)))
    }
}

/// What following may be refused for.
enum FollowRefusal: Refusal {
    case tooManyTopics
    case tooManyMessages

    var reason: RefusalReason { .tooMany }
    var field: String? { self == .tooManyTopics ? "topic" : nil }
    var sentence: Phrase {
        switch self {
        case .tooManyTopics: Phrase(zh: "同时关注的内容过多。", en: "This page follows too many things at once.")
        case .tooManyMessages: Phrase(zh: "发送过于频繁，请稍候。", en: "Too many messages: please wait a moment.")
        }
    }
}

/// An entry of a numbered topic, as it goes into the socket.
struct NumberedFrame: Sendable {
    let number: Int64
    let frame: String
}
