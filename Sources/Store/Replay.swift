import Journey

extension Store {
    /// Facts in one transaction of a replay.
    private static let replayBatchMax = 2000

    /// Rebuilds projections from the log, as `magpie replay` does while the server is stopped.
    ///
    /// - Returns: the number of facts applied. Reactions are never replayed.
    @discardableResult
    public func replay(_ arrows: [Arrow]) async throws -> Int {
        var applied = 0
        for arrow in arrows where arrow.replayable {
            let epoch = try await write { tx in
                try arrow.reset?(tx)
                try tx.execute("DELETE FROM arrow_parked WHERE arrow = ?", arrow.name)
                return try ArrowCursor.claim(arrow.name, in: tx).epoch
            }
            for partition in 0..<FactLog.partitions {
                applied += try await replay(arrow, partition: partition, epoch: epoch)
            }
        }
        return applied
    }

    private func replay(_ arrow: Arrow, partition: Int, epoch: Int64) async throws -> Int {
        var (position, applied): (Int64, Int) = (0, 0)
        while true {
            let after = position
            let facts = try await read {
                try FactLog.read(
                    partition: partition, after: after, kinds: arrow.kinds, limit: Self.replayBatchMax, in: $0)
            }
            guard let last = facts.last else { return applied }
            var applications: [Arrow.Application] = []
            for fact in facts {
                if let application = try await arrow.prepare(fact) { applications.append(application) }
            }
            let batch = applications
            try await write { tx in
                for application in batch { try application(tx) }
                try ArrowCursor.advance(arrow.name, partition: partition, to: last.position, epoch: epoch, in: tx)
            }
            position = last.position
            applied += facts.count
        }
    }
}
