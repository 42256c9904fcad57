import Logging
import Security
import ServiceLifecycle
import Store

/// Throws away what nobody can use any more, every ten minutes.
struct Housekeeping: Service {
    static let pauseSeconds = 600.0

    let built: Built
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await built.store.write { tx in
                        _ = try built.sessions.purge(in: tx)
                        _ = try Idempotency().purge(in: tx)
                    }
                } catch {
                    logger.warning("housekeeping failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(Self.pauseSeconds))
            }
        }
    }
}
