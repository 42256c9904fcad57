import ArgumentParser
import Dispatch
import NIOCore

/// Visitors write, agents listen; on the event loop only.
///
/// Without a rate each visitor writes again as soon as the last message is acknowledged, as a page does. With a rate,
/// messages are due at even times whatever the server does, and a delay counts from when the message was due.
final class Conversing: Audience {
    /// How long, at the end, for what is still on its way.
    static let lastOnesSecondsMax = 20.0
    /// A message that finds every visitor waiting is tried again after this.
    private static let crowdedPause = TimeAmount.milliseconds(1)

    /// What was seen in the measured time; delays in milliseconds.
    struct Report: Encodable, Sendable {
        let agents: Int
        let visitors: Int
        let seconds: Double
        let acknowledged: Int
        let messagesPerSecond: Double
        let ackMilliseconds: Delays.Summary
        let feedMilliseconds: Delays.Summary
        let serverCPUSeconds: Double
        let loadCPUSeconds: Double
        /// Over the whole run, the warming up too.
        let sentInAll: Int
        let neverAcknowledged: Int
        let neverInFeed: Int
        let refused: Int
    }

    private struct Sent {
        let due: UInt64
        let isMeasured: Bool
        var isAcknowledged = false
        var isInFeed = false
    }

    private let numbering = Numbering()
    private let visitors: [Plan.Visitor]
    private let texts: [String]
    private let pid: Int
    private let interval: UInt64?
    private let loop: any EventLoop
    private let done: EventLoopPromise<Report>
    private var pages: [Page] = []
    private var agents = 0
    private var sent: [Sent] = []
    private var idle: CircularBuffer<Int> = []
    private var nextDue: UInt64 = 0
    private var isMeasuring = false
    private var isOver = false
    private var begin: Moment?
    private var acknowledged = 0
    private var refused = 0
    private var ackDelays = Delays()
    private var feedDelays = Delays()

    /// - Parameters:
    ///   - texts: as JSON strings.
    ///   - rate: messages a second; 0 for as many as are acknowledged.
    init(
        plan: Plan, texts: [String], visitors: Int, rate: Double, loop: any EventLoop, done: EventLoopPromise<Report>
    ) {
        self.visitors = Array(plan.visitors.prefix(visitors))
        self.texts = texts
        pid = plan.pid
        interval = rate > 0 ? UInt64(1e9 / rate) : nil
        (self.loop, self.done) = (loop, done)
    }

    func begin(pages: [Page], agents: Int, warmUp: Double, seconds: Double) {
        (self.pages, self.agents) = (pages, agents)
        idle = CircularBuffer(pages.indices)
        nextDue = DispatchTime.now().uptimeNanoseconds
        if interval == nil { while let page = idle.popFirst() { write(page, due: Self.now) } } else { pace() }
        after(warmUp) { [self] in
            begin = try Moment.now(pid: pid)
            isMeasuring = true
        }
        after(warmUp + seconds) { [self] in try end(before: try Moment.now(pid: pid)) }
    }

    func heard(_ text: ByteBuffer, on page: Page) {
        let kind = Numbering.kind(of: text)
        guard let number = numbering.number(in: text), sent.indices.contains(number) else { return note(text) }
        switch kind {
        case .acknowledged: acknowledge(number, on: page)
        case .feed where !sent[number].isInFeed:
            sent[number].isInFeed = true
            if sent[number].isMeasured { feedDelays.note(Self.now - sent[number].due) }
        case .feed, .other: note(text)
        }
    }

    func ended(_ page: Page) {
        if !isOver { done.fail(ValidationError("The server closed a page in the middle of the run.")) }
    }

    private static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

    private func acknowledge(_ number: Int, on page: Page) {
        guard !sent[number].isAcknowledged else { return }
        sent[number].isAcknowledged = true
        if isMeasuring { acknowledged += 1 }
        if sent[number].isMeasured { ackDelays.note(Self.now - sent[number].due) }
        if interval == nil, !isOver { write(page.index, due: Self.now) } else { idle.append(page.index) }
    }

    /// A refusal names its message too, so it is looked for among all that is no news.
    private func note(_ text: ByteBuffer) {
        if text.getString(at: text.readerIndex, length: 15) == #"{"type":"error""# { refused += 1 }
    }

    private func write(_ index: Int, due: UInt64) {
        let (number, visitor) = (sent.count, visitors[index])
        sent.append(Sent(due: due, isMeasured: isMeasuring))
        let conversation = visitor.conversation.map { #","conversation":"\#($0)""# } ?? ""
        let text = texts[number % texts.count]
        pages[index].say(
            #"{"type":"send","id":"\#(numbering.id(of: number))"\#(conversation),"text":\#(text)}"#)
    }

    private func pace() {
        guard let interval, !isOver else { return }
        while nextDue <= Self.now, let page = idle.popFirst() {
            write(page, due: nextDue)
            nextDue += interval
        }
        let now = Self.now
        let pause: TimeAmount = nextDue > now ? .nanoseconds(Int64(nextDue - now)) : Self.crowdedPause
        loop.assumeIsolated().scheduleTask(in: pause) { self.pace() }
    }

    private func end(before end: Moment) throws {
        (isMeasuring, isOver) = (false, true)
        settle(end, until: Self.now + UInt64(Self.lastOnesSecondsMax * 1e9))
    }

    private func settle(_ end: Moment, until deadline: UInt64) {
        let isSettled = sent.allSatisfy { $0.isAcknowledged && ($0.isInFeed || agents == 0) }
        if isSettled || Self.now > deadline { return report(end) }
        after(0.05) { self.settle(end, until: deadline) }
    }

    private func report(_ end: Moment) {
        guard let begin else { return done.fail(ValidationError("The run was too short to measure anything.")) }
        let seconds = end.seconds(since: begin)
        done.succeed(
            Report(
                agents: agents, visitors: pages.count, seconds: seconds, acknowledged: acknowledged,
                messagesPerSecond: Double(acknowledged) / seconds, ackMilliseconds: ackDelays.summary,
                feedMilliseconds: feedDelays.summary, serverCPUSeconds: end.server - begin.server,
                loadCPUSeconds: end.load - begin.load, sentInAll: sent.count,
                neverAcknowledged: sent.count { !$0.isAcknowledged },
                neverInFeed: agents == 0 ? 0 : sent.count { !$0.isInFeed }, refused: refused))
    }

    private func after(_ seconds: Double, _ action: @escaping () throws -> Void) {
        let pause = TimeAmount.nanoseconds(Int64(seconds * 1e9))
        loop.assumeIsolated().scheduleTask(in: pause) { [done] in
            do { try action() } catch { done.fail(error) }
        }
    }
}
