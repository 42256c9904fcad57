import Foundation
import Journey
import Logging

/// One arrow in one partition: takes its facts in order, and nothing else stops it.
struct ArrowLane: Sendable {
    /// Facts in one transaction.
    static let batchMax = 64
    /// Tries of one fact before its stream is parked.
    static let attemptsMax = 4
    static let firstPauseMilliseconds = 50
    static let unavailablePauseMilliseconds = 500

    let arrow: Arrow
    let partition: Int
    let epoch: Int64
    let store: Store
    let logger: Logger
    /// Everything up to here is done or parked. May be ahead of the durable cursor by facts of other kinds.
    var position: Int64
    var parked: Set<String>
    var batch = Self.batchMax
    /// Facts met since the lane was made.
    var passed = 0

    /// Does everything there is to do; returns when it has caught up.
    mutating func catchUp() async throws {
        while true {
            try Task.checkCancellation()
            let (facts, head) = try await facts(after: position, limit: batch)
            for group in groups(facts) {
                guard let last = group.last else { continue }
                if try await !together(group.filter { !parked.contains($0.stream) }, upTo: last.position) {
                    for fact in group { try await alone(fact) }
                }
                position = last.position
                passed += group.count
            }
            if facts.count < batch {
                position = max(position, head)
                return
            }
        }
    }

    /// Facts whose work may share a transaction: a reaction prepares a fact only after the stream's fact before it
    /// has taken effect, a projection prepares nothing.
    private func groups(_ facts: [FactEnvelope]) -> [[FactEnvelope]] {
        if arrow.replayable { return [facts] }
        var (groups, streams): ([[FactEnvelope]], Set<String>) = ([[]], [])
        for fact in facts {
            if !streams.insert(fact.stream).inserted {
                groups.append([])
                streams = [fact.stream]
            }
            groups[groups.count - 1].append(fact)
        }
        return groups
    }

    /// Tries a parked stream again, from the fact that failed up to the cursor.
    ///
    /// - Returns: whether the stream is free again.
    mutating func retry(_ stream: String) async throws -> Bool {
        let (name, partition, epoch) = (arrow.name, partition, epoch)
        let stuck = try await persistently {
            try await store.read { try ArrowCursor.parked(name, in: $0).first { $0.stream == stream } }
        }
        guard var next = stuck?.position else { return true }
        while next <= position {
            let (facts, _) = try await facts(after: next - 1, limit: batch, stream: stream)
            for fact in facts where fact.position <= position {
                // The progress is committed with the work: a crash does not do the fact twice.
                let pass: Arrow.Application = { tx in
                    try ArrowCursor.hold(name, partition: partition, epoch: epoch, in: tx)
                    try ArrowCursor.passParked(fact, of: name, in: tx)
                }
                if let failure = try await attempt(fact, mark: pass) {
                    try await park(fact, failure: failure) {
                        try ArrowCursor.hold(name, partition: partition, epoch: epoch, in: $0)
                    }
                    return false
                }
            }
            guard facts.count == batch, let last = facts.last else { break }
            next = last.position + 1
        }
        try await persistently {
            try await store.writeBehind { tx in
                try ArrowCursor.hold(name, partition: partition, epoch: epoch, in: tx)
                try ArrowCursor.unpark(name, stream: stream, in: tx)
            }
        }
        parked.remove(stream)
        return true
    }

    /// All at once: the usual case, one commit for many facts. `false` when any of them failed.
    private func together(_ facts: [FactEnvelope], upTo last: Int64) async throws -> Bool {
        do {
            var applications: [Arrow.Application] = []
            for fact in facts {
                if let application = try await arrow.prepare(fact) { applications.append(application) }
            }
            try await commit(marking: advance(to: last), applications)
            return true
        } catch {
            if Task.isCancelled { throw CancellationError() }
            return false
        }
    }

    /// One by one, so that only the fact at fault is held back.
    private mutating func alone(_ fact: FactEnvelope) async throws {
        let advance = advance(to: fact.position)
        if parked.contains(fact.stream) {
            try await persistently { try await commit(marking: advance, []) }
        } else if let failure = try await attempt(fact, mark: advance) {
            try await park(fact, failure: failure, mark: advance)
            parked.insert(fact.stream)
        }
        position = fact.position
    }

    /// Tries a fact several times; returns the failure that remained.
    private func attempt(_ fact: FactEnvelope, mark: @escaping Arrow.Application) async throws -> String? {
        var attempts = 0
        while true {
            do {
                let application = try await arrow.prepare(fact)
                try await commit(marking: mark, [application].compactMap { $0 })
                return nil
            } catch let error as StoreFailure where error.isPassing {
                // The database, not the fact, is at fault: wait for it, however long.
                try await Task.sleep(for: .milliseconds(Self.unavailablePauseMilliseconds))
            } catch let error as StoreFailure where error == .leaseLost(arrow: arrow.name) || error == .closed {
                throw error
            } catch {
                // Being stopped is no fault of the fact.
                try Task.checkCancellation()
                attempts += 1
                if attempts == Self.attemptsMax { return String(describing: error) }
                try await Task.sleep(for: .milliseconds(Self.firstPauseMilliseconds << (2 * attempts)))
            }
        }
    }

    private func park(_ fact: FactEnvelope, failure: String, mark: @escaping Arrow.Application) async throws {
        let name = arrow.name
        logger.error(
            "stream parked", metadata: ["arrow": "\(name)", "stream": "\(fact.stream)", "error": "\(failure)"])
        try await persistently {
            try await commit(
                marking: mark,
                [{ try ArrowCursor.park(fact, of: name, error: failure, attempts: Self.attemptsMax, in: $0) }])
        }
    }

    /// The mark comes first: where it finds that the work is done already, the work is left out.
    private func commit(marking mark: @escaping Arrow.Application, _ applications: [Arrow.Application]) async throws {
        do {
            try await store.writeBehind { tx in
                try mark(tx)
                for application in applications { try application(tx) }
            }
        } catch is ArrowCursor.AlreadyDone {
            return
        }
    }

    private func advance(to position: Int64) -> Arrow.Application {
        let (name, partition, epoch) = (arrow.name, partition, epoch)
        return { try ArrowCursor.advance(name, partition: partition, to: position, epoch: epoch, in: $0) }
    }

    private func facts(
        after: Int64, limit: Int, stream: String? = nil
    ) async throws -> (facts: [FactEnvelope], head: Int64) {
        let (partition, kinds) = (partition, arrow.kinds)
        return try await persistently {
            try await store.read { reader in
                (
                    try FactLog.read(
                        partition: partition, after: after, kinds: kinds, limit: limit, stream: stream, in: reader),
                    try FactLog.head(of: partition, in: reader)
                )
            }
        }
    }

    private func persistently<Answer: Sendable>(_ body: () async throws -> Answer) async throws -> Answer {
        while true {
            do {
                return try await body()
            } catch let error as StoreFailure where error.isPassing {
                try await Task.sleep(for: .milliseconds(Self.unavailablePauseMilliseconds))
            }
        }
    }
}
