public import Journey
public import Logging
public import ServiceLifecycle
import Synchronization

/// Runs the arrows: each has a lane for each partition, and no lane waits for another.
public final class ArrowRunner: Service {
    private let arrows: [Arrow]
    private let store: Store
    private let logger: Logger
    private let lanes: [LaneKey: LaneSignal]

    private struct LaneKey: Hashable {
        let arrow: String
        let partition: Int
    }

    /// What a lane is asked to do.
    private enum Errand: Sendable {
        case catchUp
        case retry(String)
    }

    private struct LaneSignal {
        let errands: AsyncStream<Errand>
        let send: AsyncStream<Errand>.Continuation
    }

    public init(_ arrows: [Arrow], store: Store, logger: Logger) {
        self.arrows = arrows
        self.store = store
        self.logger = logger
        var lanes: [LaneKey: LaneSignal] = [:]
        for arrow in arrows {
            for partition in 0..<FactLog.partitions {
                // One pending "catch up" covers any number of facts: the oldest two errands are enough.
                let (errands, send) = AsyncStream.makeStream(of: Errand.self, bufferingPolicy: .bufferingOldest(2))
                lanes[LaneKey(arrow: arrow.name, partition: partition)] = LaneSignal(errands: errands, send: send)
            }
        }
        self.lanes = lanes
        let interest = Dictionary(
            arrows.flatMap { arrow in arrow.kinds.map { ($0, [arrow.name]) } }, uniquingKeysWith: +)
        store.bell.onFacts { [lanes] facts in
            for fact in facts {
                for arrow in interest[fact.kind] ?? [] {
                    lanes[LaneKey(arrow: arrow, partition: fact.partition)]?.send.yield(.catchUp)
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
        lanes[LaneKey(arrow: arrow, partition: FactLog.partition(of: stream))]?.send.yield(.retry(stream))
    }

    private func run(_ arrow: Arrow) async {
        do {
            let (epoch, positions) = try await store.write { try ArrowCursor.claim(arrow.name, in: $0) }
            let parked = try await store.read { try ArrowCursor.parked(arrow.name, in: $0) }
            await withDiscardingTaskGroup { group in
                for (partition, position) in positions.enumerated() {
                    let held = Set(parked.lazy.filter { $0.partition == partition }.map(\.stream))
                    let lane = ArrowLane(
                        arrow: arrow, partition: partition, epoch: epoch, store: store, logger: logger,
                        position: position, parked: held)
                    group.addTask { await self.run(lane) }
                }
            }
        } catch {
            logger.critical("arrow did not start", metadata: ["arrow": "\(arrow.name)", "error": "\(error)"])
        }
    }

    private func run(_ first: ArrowLane) async {
        var lane = first
        guard let signal = lanes[LaneKey(arrow: lane.arrow.name, partition: lane.partition)] else { return }
        signal.send.yield(.catchUp)
        for await errand in signal.errands {
            do {
                switch errand {
                case .catchUp: try await lane.catchUp()
                case .retry(let stream):
                    _ = try await lane.retry(stream)
                    try await lane.catchUp()
                }
            } catch is CancellationError {
                return
            } catch {
                logger.critical(
                    "arrow stopped",
                    metadata: ["arrow": "\(lane.arrow.name)", "partition": "\(lane.partition)", "error": "\(error)"])
                return
            }
        }
    }
}

/// A stream that an arrow had to set aside, for the page that shows and retries them.
public struct ParkedStream: Sendable, Codable {
    public let arrow: String
    public let stream: String
    public let kind: String
    public let error: String
    public let attempts: Int
    public let at: Timestamp

    /// Newest first.
    public static func all(in reader: Reader) throws -> [ParkedStream] {
        try reader.query("SELECT * FROM arrow_parked ORDER BY parked_at DESC").map {
            ParkedStream(
                arrow: try $0.get("arrow"), stream: try $0.get("stream"), kind: try $0.get("kind"),
                error: try $0.get("error"), attempts: try $0.get("attempts"), at: try $0.get("parked_at"))
        }
    }
}
