import CMemory
import Logging
import Security
import ServiceLifecycle
import Store

/// Throws away what nobody can use any more: old sessions and answers every ten minutes, freed memory twice a minute.
struct Housekeeping: Service {
    static let pauseSeconds = 30.0
    /// Pauses between two purges.
    static let purgeEvery = 20

    let built: Built
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var round = 0
            while !Task.isCancelled {
                if round % Self.purgeEvery == 0 { await purge() }
                // The C library keeps what thousands of closed connections have freed unless it is asked for it.
                magpie_return_memory()
                round += 1
                try? await Task.sleep(for: .seconds(Self.pauseSeconds))
            }
        }
    }

    private func purge() async {
        do {
            try await built.store.write { tx in
                _ = try built.sessions.purge(in: tx)
                _ = try Idempotency().purge(in: tx)
            }
        } catch {
            logger.warning("housekeeping failed", metadata: ["error": "\(error)"])
        }
    }
}
