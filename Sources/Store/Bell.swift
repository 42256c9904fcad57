import Journey
import Synchronization

/// Wakes whoever waits for new facts, timers or outgoing calls, after a commit on this node.
final class Bell: Sendable {
    private struct Listeners {
        var next = 0
        var facts: [Int: @Sendable ([FactEnvelope]) -> Void] = [:]
        var timers: [Int: @Sendable () -> Void] = [:]
        var outbox: [Int: @Sendable () -> Void] = [:]
    }

    private let listeners = Mutex(Listeners())

    func onFacts(_ listener: @escaping @Sendable ([FactEnvelope]) -> Void) {
        add { $0.facts[$1] = listener }
    }

    func onTimers(_ listener: @escaping @Sendable () -> Void) { add { $0.timers[$1] = listener } }
    func onOutbox(_ listener: @escaping @Sendable () -> Void) { add { $0.outbox[$1] = listener } }

    private func add(_ insert: (inout Listeners, Int) -> Void) {
        listeners.withLock { listeners in
            listeners.next += 1
            insert(&listeners, listeners.next)
        }
    }

    func ring(facts: [FactEnvelope], timers: Bool, outbox: Bool) {
        let now = listeners.withLock { $0 }
        if !facts.isEmpty { for listener in now.facts.values { listener(facts) } }
        if timers { for listener in now.timers.values { listener() } }
        if outbox { for listener in now.outbox.values { listener() } }
    }
}
