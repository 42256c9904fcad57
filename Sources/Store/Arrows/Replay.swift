import Journey
import Logging

extension Store {
    /// Facts in one transaction of a replay.
    private static let replayBatchMax = 2000

    /// Rebuilds projections from the log, as `magpie replay` does while the server is stopped.
    ///
    /// A replay that was broken off is finished when the arrow runs next. A fact that fails parks its stream, as it
    /// does in service.
    /// - Returns: the number of facts applied. Reactions are never replayed.
    @discardableResult
    public func replay(_ arrows: [Arrow]) async throws -> Int {
        var applied = 0
        for arrow in arrows where arrow.replayable {
            let epoch = try await write { tx in
                let epoch = try ArrowCursor.claim(arrow.name, in: tx).epoch
                try ArrowCursor.rewind(arrow.name, in: tx)
                try arrow.reset?(tx)
                return epoch
            }
            for partition in 0..<FactLog.partitions {
                var lane = ArrowLane(
                    arrow: arrow, partition: partition, epoch: epoch, store: self,
                    logger: Logger(label: "magpie.replay"), position: 0, parked: [], batch: Self.replayBatchMax)
                try await lane.catchUp()
                applied += lane.passed
            }
        }
        return applied
    }
}
