import Foundation
import Journey
import Synchronization

/// PostgreSQL through libpq: a pool of connections, each with a thread of its own, one transaction for each closure.
///
/// Writers run READ COMMITTED and rely on the row locks that UPDATE takes; readers see one snapshot.
final class PostgresEngine: Engine {
    static let connectionsDefault = 8

    private let address: PostgresAddress
    private let ambience: Ambience
    private let committed: Committed
    private let queue: PostgresQueue
    private let order = CommitOrder()
    private let running: Mutex<Running>

    private struct Running {
        var workers: Int
        var whenStopped: [CheckedContinuation<Void, Never>] = []
    }

    init(
        url: String, connections: Int = connectionsDefault, ambience: Ambience, committed: @escaping Committed
    ) throws {
        address = try PostgresAddress(url)
        self.ambience = ambience
        self.committed = committed
        queue = PostgresQueue(workers: connections)
        running = Mutex(Running(workers: connections))
        for worker in 0..<connections { start(worker) }
    }

    private func start(_ worker: Int) {
        let (queue, address) = (queue, address)
        let thread = Thread { [weak self] in
            let lane = PostgresLane(address)
            while let job = queue.next(for: worker) { job(lane) }
            self?.stopped()
        }
        thread.name = "magpie.postgres.\(worker)"
        thread.start()
    }

    deinit { queue.close() }

    func write<Answer: Sendable>(
        _: Urgency, _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        let (ambience, committed, order) = (ambience, committed, order)
        return try await withCheckedThrowingContinuation { continuation in
            let job = ClosureJob(body: body, continuation: continuation)
            do {
                try queue.add(writing: true) { lane in
                    PostgresWrite(job: job, ambience: ambience, order: order, committed: committed).run(on: lane)
                }
            } catch {
                job.refuse(error)
            }
        }
    }

    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Reader) throws -> Answer
    ) async throws -> Answer {
        let ambience = ambience
        return try await withCheckedThrowingContinuation { continuation in
            do {
                try queue.add(writing: false) { lane in
                    continuation.resume(
                        with: Result {
                            try lane.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") { connection in
                                let reader = Reader(connection: connection, ambience: ambience)
                                let answer = try body(reader)
                                try reader.checkSound()
                                try connection.command("COMMIT")
                                return answer
                            }
                        })
                }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    func backup(to path: String) async throws { try await PostgresArchive(address).dump(to: path) }

    func close() async throws {
        queue.close()
        await withCheckedContinuation { continuation in
            let isStopped = running.withLock { running in
                if running.workers > 0 { running.whenStopped.append(continuation) }
                return running.workers == 0
            }
            if isStopped { continuation.resume() }
        }
    }

    private func stopped() {
        let waiting = running.withLock { running -> [CheckedContinuation<Void, Never>] in
            running.workers -= 1
            guard running.workers == 0 else { return [] }
            defer { running.whenStopped = [] }
            return running.whenStopped
        }
        for continuation in waiting { continuation.resume() }
    }
}
