import Dispatch
import Foundation
import GRDB
import Journey
import Synchronization

/// SQLite with group commit: closures that wait at the same time share one transaction and one disk sync.
///
/// Each closure has a savepoint of its own, so one that fails takes nobody with it; when the commit itself fails,
/// all of them fail. The batch runs on the engine's own queue, never in a request's task.
final class SQLiteEngine: Engine {
    /// Closures in one transaction: bounds how long the first of them waits for its commit.
    static let batchMax = 256
    /// Of these, arrows' closures: enough that they never stand still, few enough that nobody waits long for them.
    static let reactionsMax = 24
    /// Closures of either urgency that may wait; more are refused with `busy`.
    static let waitingMax = 20_000
    static let readersMax = 4
    static let busySecondsMax = 10.0

    private let pool: DatabasePool
    private let ambience: Ambience
    private let committed: Committed
    private let writing = DispatchQueue(label: "magpie.store.write", qos: .userInitiated)
    private let reading = OperationQueue()
    private let inbox = Mutex(Inbox())

    /// What becomes of a closure that was handed in.
    private enum Verdict { case drain, wait, busy, closed }

    private struct Inbox {
        var people: [any WriteJob] = []
        var reactions: [any WriteJob] = []
        var draining = false
        var closed = false

        /// Whether there is room for one more.
        mutating func enter(_ job: any WriteJob, _ urgency: Urgency, max: Int) -> Bool {
            switch urgency {
            case .person:
                guard people.count < max else { return false }
                people.append(job)
            case .reaction:
                guard reactions.count < max else { return false }
                reactions.append(job)
            }
            return true
        }

        mutating func nextBatch(max: Int, reactionsMax: Int) -> [any WriteJob] {
            // Arrows always get their few places, so they never stand still; with nobody waiting they get all.
            let first = people.prefix(max - reactionsMax)
            let second = reactions.prefix(people.isEmpty ? max : reactionsMax)
            defer {
                people.removeFirst(first.count)
                reactions.removeFirst(second.count)
            }
            return Array(first) + second
        }
    }

    init(path: String, ambience: Ambience, committed: @escaping Committed) throws {
        var configuration = Configuration()
        configuration.maximumReaderCount = Self.readersMax
        configuration.busyMode = .timeout(Self.busySecondsMax)
        configuration.foreignKeysEnabled = true
        // As PostgreSQL compares.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA case_sensitive_like = ON") }
        self.ambience = ambience
        self.committed = committed
        reading.maxConcurrentOperationCount = Self.readersMax
        reading.qualityOfService = .userInitiated
        pool = try SQLiteConnection.translating {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL while it switches to WAL; only FULL makes an acknowledged row survive a power cut.
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA secure_delete = ON")
                try database.execute(sql: "PRAGMA cache_size = -16000")
            }
            return pool
        }
    }

    func write<Answer: Sendable>(
        _ urgency: Urgency, _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(ClosureJob(body: body, continuation: continuation), urgency)
        }
    }

    private func enqueue(_ job: some WriteJob, _ urgency: Urgency) {
        let verdict = inbox.withLock { inbox -> Verdict in
            if inbox.closed { return .closed }
            guard inbox.enter(job, urgency, max: Self.waitingMax) else { return .busy }
            if inbox.draining { return .wait }
            inbox.draining = true
            return .drain
        }
        switch verdict {
        case .wait: break
        case .drain: writing.async { self.drain() }
        case .busy: job.refuse(StoreFailure.busy)
        case .closed: job.refuse(StoreFailure.closed)
        }
    }

    /// Runs batches until nothing waits. Only ever on `writing`.
    private func drain() {
        while true {
            let batch = inbox.withLock { inbox -> [any WriteJob] in
                let batch = inbox.nextBatch(max: Self.batchMax, reactionsMax: Self.reactionsMax)
                if batch.isEmpty { inbox.draining = false }
                return batch
            }
            if batch.isEmpty { return }
            run(batch)
        }
    }

    private func run(_ batch: [any WriteJob]) {
        do {
            try SQLiteConnection.translating {
                try pool.writeWithoutTransaction { database in
                    try database.inTransaction(.immediate) {
                        let connection = SQLiteConnection(database)
                        for job in batch { try run(job, on: connection) }
                        return .commit
                    }
                }
            }
        } catch {
            let cause = (error as? BatchLost)?.cause
            // One closure's fault (no room for its row, a rule that is checked at the commit): find out whose.
            if batch.count > 1, cause != nil || Self.isConstraint(error) {
                for job in batch { run([job]) }
            } else {
                for job in batch { job.refuse(cause ?? error) }
            }
            return
        }
        // The disk has it: tell the listeners first, in order, then let the callers go on.
        for job in batch { job.announce(committed) }
        for job in batch { job.succeed() }
    }

    /// A closure took the transaction of the whole batch with it.
    private struct BatchLost: Error { let cause: any Error }

    private static func isConstraint(_ error: any Error) -> Bool {
        if case StoreFailure.constraint = error { return true }
        return false
    }

    /// Gives the closure a savepoint of its own, so that its failure is its own.
    private func run(_ job: any WriteJob, on connection: SQLiteConnection) throws {
        try connection.execute("SAVEPOINT closure", [])
        let tx = Transaction(connection: connection, ambience: ambience)
        let isGood = job.run(in: tx)
        // A full disk may make SQLite roll back the whole transaction, and with it everyone's work.
        guard connection.isInTransaction else {
            throw BatchLost(
                cause: tx.failure ?? StoreFailure.unavailable(detail: "the transaction was rolled back"))
        }
        if !isGood { try connection.execute("ROLLBACK TO SAVEPOINT closure", []) }
        try connection.execute("RELEASE SAVEPOINT closure", [])
    }

    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Reader) throws -> Answer
    ) async throws -> Answer {
        try await onReaderThread { pool, ambience in
            try pool.read { database in
                let reader = Reader(connection: SQLiteConnection(database), ambience: ambience)
                let answer = try body(reader)
                try reader.checkSound()
                return answer
            }
        }
    }

    func backup(to path: String) async throws {
        try await onReaderThread { pool, _ in try SQLiteArchive.copy(pool, to: path) }
    }

    private func onReaderThread<Answer: Sendable>(
        _ body: @escaping @Sendable (DatabasePool, Ambience) throws -> Answer
    ) async throws -> Answer {
        if inbox.withLock({ $0.closed }) { throw StoreFailure.closed }
        guard reading.operationCount < Self.waitingMax else { throw StoreFailure.busy }
        let (pool, ambience) = (pool, ambience)
        return try await withCheckedThrowingContinuation { continuation in
            reading.addOperation {
                continuation.resume(with: Result { try SQLiteConnection.translating { try body(pool, ambience) } })
            }
        }
    }

    func close() async throws {
        inbox.withLock { $0.closed = true }
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            writing.async {
                self.reading.waitUntilAllOperationsAreFinished()
                continuation.resume(with: Result { try SQLiteConnection.translating { try self.pool.close() } })
            }
        }
    }
}
