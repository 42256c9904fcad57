import Foundation
public import Journey
import Synchronization

/// Makes and checks password hashes on a few threads of its own, so that sign-ins never stop the other work.
public final class Passwords: Sendable {
    /// At once: bounds the memory to 76 MiB.
    public static let threadsMax = 4
    /// Waiting for a thread; more are refused with ``PasswordRefusal/busy``.
    public static let waitingMax = 200

    private let threads = OperationQueue()
    private let waiting = Mutex(0)
    private let ambience: Ambience

    /// Starts no thread before the first password.
    public init(ambience: Ambience = .live) {
        self.ambience = ambience
        threads.name = "magpie.security.passwords"
        threads.maxConcurrentOperationCount = Self.threadsMax
    }

    /// A hash of the password with a fresh salt. The policy is the caller's to check.
    public func hash(_ password: String) async throws -> PasswordHash {
        let salt = ambience.bytes(PasswordHash.saltBytes)
        return try await run { () throws(PasswordRefusal) in try PasswordHash.make(password, salt: salt) }
    }

    /// Whether this is the password; a longer one than any can be is not looked at.
    public func verify(_ password: String, against hash: PasswordHash) async throws -> Bool {
        let possible = password.count <= PasswordPolicy.charactersMax
        let looked = possible ? password : ""
        let matches = try await run { () throws(PasswordRefusal) in try hash.matches(looked) }
        return matches && possible
    }

    private func run<Answer: Sendable>(
        _ work: @escaping @Sendable () throws(PasswordRefusal) -> Answer
    ) async throws -> Answer {
        let mayWait = waiting.withLock { count -> Bool in
            guard count < Self.waitingMax else { return false }
            count += 1
            return true
        }
        guard mayWait else { throw PasswordRefusal.busy }
        return try await withCheckedThrowingContinuation { continuation in
            threads.addOperation {
                let answer = Result { try work() }
                self.waiting.withLock { $0 -= 1 }
                continuation.resume(with: answer)
            }
        }
    }
}
