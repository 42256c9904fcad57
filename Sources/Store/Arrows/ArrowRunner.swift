import Journey
public import Logging
public import ServiceLifecycle

/// Runs the arrows: each has a lane for each partition, and no lane waits for another.
public final class ArrowRunner: Service {
    /// Before an arrow that met a failure of the machinery (not of a fact) goes on.
    static let pauseSeconds = 1.0

    private let arrows: [Arrow]
    private let store: Store
    private let logger: Logger
    private let lanes: [LaneKey: LaneErrands]

    private struct LaneKey: Hashable {
        let arrow: String
        let partition: Int
    }

    public init(_ arrows: [Arrow], store: Store, logger: Logger) {
        self.arrows = arrows
        self.store = store
        self.logger = logger
        let keys = arrows.flatMap { arrow in
            (0..<FactLog.partitions).map { LaneKey(arrow: arrow.name, partition: $0) }
        }
        lanes = Dictionary(keys.map { ($0, LaneErrands()) }, uniquingKeysWith: { first, _ in first })
        let interest = Dictionary(
            arrows.flatMap { arrow in arrow.kinds.map { ($0, [arrow.name]) } }, uniquingKeysWith: +)
        store.bell.onFacts { [lanes] facts in
            for fact in facts {
                for arrow in interest[fact.kind] ?? [] {
                    lanes[LaneKey(arrow: arrow, partition: fact.partition)]?.catchUp()
                }
            }
        }
    }

    /// Runs until the service group stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            await withDiscardingTaskGroup { group in
                for arrow in arrows { group.addTask { await self.run(arrow) } }
            }
        }
    }

    /// Asks for another try of a parked stream.
    public func retry(arrow: String, stream: String) {
        lanes[LaneKey(arrow: arrow, partition: FactLog.partition(of: stream))]?.retry(stream)
    }

    private func run(_ arrow: Arrow) async {
        guard let lanes = await claim(arrow) else { return }
        await withDiscardingTaskGroup { group in
            for lane in lanes { group.addTask { await self.run(lane) } }
        }
    }

    /// Takes the arrow over, as soon as the database can be reached; `nil` when told to stop before.
    private func claim(_ arrow: Arrow) async -> [ArrowLane]? {
        while !Task.isCancelled {
            do {
                let (epoch, positions) = try await store.write { try ArrowCursor.claim(arrow.name, in: $0) }
                let parked = try await store.read { try ArrowCursor.parked(arrow.name, in: $0) }
                return positions.enumerated().map { partition, position in
                    ArrowLane(
                        arrow: arrow, partition: partition, epoch: epoch, store: store, logger: logger,
                        position: position,
                        parked: Set(parked.lazy.filter { $0.partition == partition }.map(\.stream)))
                }
            } catch StoreFailure.closed {
                return nil
            } catch {
                logger.error("arrow waits", metadata: ["arrow": "\(arrow.name)", "error": "\(error)"])
                try? await Task.sleep(for: .seconds(Self.pauseSeconds))
            }
        }
        return nil
    }

    private func run(_ first: ArrowLane) async {
        var lane = first
        guard let errands = lanes[LaneKey(arrow: lane.arrow.name, partition: lane.partition)] else { return }
        errands.catchUp()
        for await _ in errands.rings {
            do {
                for stream in errands.takeRetries() { _ = try await lane.retry(stream) }
                try await lane.catchUp()
            } catch {
                if Task.isCancelled { return }
                let isOver =
                    error as? StoreFailure == .leaseLost(arrow: lane.arrow.name)
                    || error as? StoreFailure == .closed
                logger.critical(
                    isOver ? "arrow handed over" : "arrow stumbled",
                    metadata: ["arrow": "\(lane.arrow.name)", "partition": "\(lane.partition)", "error": "\(error)"])
                if isOver { return }
                try? await Task.sleep(for: .seconds(Self.pauseSeconds))
                errands.catchUp()
            }
        }
    }
}
