import Synchronization
import Testing

@testable import Web

@Suite struct OutboxTests {
    func outbox(frames: Int = 256, bytes: Int = 1 << 20) -> SocketOutbox {
        var limits = SocketLimits()
        limits.outboxFramesMax = frames
        limits.outboxBytesMax = bytes
        return SocketOutbox(limits)
    }

    @Test("At most so many frames or bytes wait; what was taken makes room")
    func limits() {
        let few = outbox(frames: 2)
        #expect(few.put("a") == .queuedAndIdle)
        #expect(few.put("b") == .queued)
        #expect(few.put("c") == .refused)
        #expect(few.take() == "a")
        #expect(few.put("c") == .queued)
        let small = outbox(bytes: 6)
        #expect(small.put("喜鹊") == .queuedAndIdle)
        #expect(small.put("x") == .refused)
        #expect(small.clear() == 1)
        #expect(small.put("x") == .queued)
    }

    @Test("The writer is woken once, and again only after it found nothing")
    func waking() {
        let box = outbox()
        #expect(box.put("a") == .queuedAndIdle)
        #expect(box.put("b") == .queued)
        #expect([box.take(), box.take(), box.take()] == ["a", "b", nil])
        #expect(box.put("c") == .queuedAndIdle)
    }

    @Test("Whoever waits hears once: written, or ended")
    func waiting() {
        let heard = Mutex<[String]>([])
        func note(_ name: String) -> @Sendable (Bool) -> Void {
            { written in heard.withLock { $0.append("\(name) \(written)") } }
        }
        let box = outbox()
        box.onDrained(note("idle"))
        _ = box.put("a")
        box.onDrained(note("first"))
        box.onDrained(note("second"))
        box.tellDrained()
        #expect(heard.withLock { $0 } == ["idle true"])
        _ = box.take()
        _ = box.take()
        box.tellDrained()
        box.tellDrained()
        #expect(heard.withLock { $0 } == ["idle true", "first true", "second true"])
        _ = box.put("b")
        box.onDrained(note("third"))
        box.end()
        box.onDrained(note("late"))
        #expect(heard.withLock { $0.suffix(2) } == ["third false", "late false"])
        #expect(box.put("c") == .refused)
    }

    @Test("What was read can still be taken after the end; a second reader gets nothing")
    func inbox() async {
        let box = SocketInbox()
        #expect(box.put("a") == 1)
        #expect(box.put("b") == 2)
        box.finish()
        #expect(box.put("c") == 0)
        #expect(await box.next()?.text == "a")
        #expect(await box.next()?.left == 0)
        #expect(await box.next() == nil)
        let empty = SocketInbox()
        let reader = Task { await empty.next()?.text }
        let cancelled = Task { await SocketInbox().next()?.text }
        cancelled.cancel()
        #expect(await cancelled.value == nil)
        while empty.put("x") == 1 { _ = await empty.next() }
        #expect(await reader.value != nil)
    }
}
