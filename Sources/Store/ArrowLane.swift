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
    var position: Int64
    var parked: Set<String>

    /// Does everything there is to do; returns when it has caught up.
    mutating func catchUp() async throws {
        while true {
            let facts = try await facts(after: position, limit: Self.batchMax)
            guard let last = facts.last else { return }
            let open = facts.filter { !parked.contains($0.stream) }
            if await !together(open, upTo: last.position) {
                for fact in facts { try await alone(fact) }
            }
            position = last.position
            if facts.count < Self.batchMax { return }
        }
    }

    /// Tries a parked stream again, from the fact that failed up to the cursor.
    ///
    /// - Returns: whether the stream is free again.
    mutating func retry(_ stream: String) async throws -> Bool {
        let name = arrow.name
        let stuck = try await store.read { reader in
            try ArrowCursor.parked(name, in: reader).first { $0.stream == stream }
        }
        guard let stuck else { return true }
        let waiting = try await facts(after: stuck.position - 1, limit: Int(Int32.max), stream: stream)
        for fact in waiting where fact.position <= position {
            // The progress is committed with the work: a crash does not do the fact twice.
            let failure = try await attempt(fact) { tx in
                try tx.execute(
                    "UPDATE arrow_parked SET position = ? WHERE arrow = ? AND stream = ?",
                    fact.position + 1, name, stream)
            }
            if let failure {
                try await park(fact, failure: failure)
                return false
            }
        }
        try await store.write { try ArrowCursor.unpark(name, stream: stream, in: $0) }
        parked.remove(stream)
        return true
    }

    /// All at once: the usual case, one commit for many facts. `false` when any of them failed.
    private func together(_ facts: [FactEnvelope], upTo last: Int64) async -> Bool {
        do {
            var applications: [Arrow.Application] = []
            for fact in facts {
                if let application = try await arrow.prepare(fact) { applications.append(application) }
            }
            applications.append(advance(to: last))
            try await commit(applications)
            return true
        } catch {
            return false
        }
    }

    /// One by one, so that only the fact at fault is held back.
    private mutating func alone(_ fact: FactEnvelope) async throws {
        let advance = advance(to: fact.position)
        if parked.contains(fact.stream) { return try await persistently { try await store.write(advance) } }
        if let failure = try await attempt(fact, then: advance) {
            try await park(fact, failure: failure, then: advance)
            parked.insert(fact.stream)
        }
    }

    /// Tries a fact several times; returns the failure that remained.
    private func attempt(_ fact: FactEnvelope, then mark: @escaping Arrow.Application) async throws -> String? {
        var attempts = 0
        while true {
            do {
                let application = try await arrow.prepare(fact)
                try await commit([application, mark].compactMap { $0 })
                return nil
            } catch let error as StoreFailure where error.isPassing {
                // The database, not the fact, is at fault: wait for it, however long.
                try await Task.sleep(for: .milliseconds(Self.unavailablePauseMilliseconds))
            } catch let error as StoreFailure where error == .leaseLost(arrow: arrow.name) || error == .closed {
                throw error
            } catch {
                attempts += 1
                if attempts == Self.attemptsMax { return String(describing: error) }
                try await Task.sleep(for: .milliseconds(Self.firstPauseMilliseconds << (2 * attempts)))
            }
        }
    }

    private func park(
        _ fact: FactEnvelope, failure: String, then mark: @escaping Arrow.Application = { _ in }
    ) async throws {
        let name = arrow.name
        logger.error(
            "stream parked", metadata: ["arrow": "\(name)", "stream": "\(fact.stream)", "error": "\(failure)"])
        try await persistently {
            try await store.write { tx in
                try ArrowCursor.park(fact, of: name, error: failure, attempts: Self.attemptsMax, in: tx)
                try mark(tx)
            }
        }
    }

    private func commit(_ applications: [Arrow.Application]) async throws {
        try await store.write { tx in for application in applications { try application(tx) } }
    }

    private func advance(to position: Int64) -> Arrow.Application {
        let (name, partition, epoch) = (arrow.name, partition, epoch)
        return { try ArrowCursor.advance(name, partition: partition, to: position, epoch: epoch, in: $0) }
    }

    private func facts(after: Int64, limit: Int, stream: String? = nil) async throws -> [FactEnvelope] {
        let (partition, kinds) = (partition, arrow.kinds)
        return try await persistently {
            try await store.read {
                try FactLog.read(
                    partition: partition, after: after, kinds: kinds, limit: limit, stream: stream, in: $0)
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

extension StoreFailure {
    /// Whether waiting may help.
    var isPassing: Bool {
        switch self {
        case .unavailable, .busy: true
        default: false
        }
    }
}
