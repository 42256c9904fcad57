import HTTPTypes
import Journey
import Synchronization

/// An answer kept so that a repeated request gets it again.
public struct StoredReply: Sendable, Codable, Equatable {
    public let status: Int
    public let contentType: String
    /// UTF-8.
    public let body: String

    public init(status: Int, contentType: String, body: String) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}

/// Where answers to requests with an `Idempotency-Key` are kept; the storage comes from outside.
public struct IdempotencyLedger: Sendable {
    /// What the ledger knows of a key.
    public enum Finding: Sendable {
        case fresh
        /// The same request was answered before.
        case answered(StoredReply)
        /// The key was used for something else.
        case conflict
    }

    /// Asks for a key; `callerKey` keeps callers apart, `digest` is the same only for the same request.
    public var lookup: @Sendable (_ callerKey: String, _ key: String, _ digest: String) async throws -> Finding
    /// Keeps the answer; called once for a fresh key, after the work was done, for answers of 200 to 299 only.
    public var store:
        @Sendable (_ callerKey: String, _ key: String, _ digest: String, _ reply: StoredReply) async throws -> Void

    public init(
        lookup: @escaping @Sendable (_ callerKey: String, _ key: String, _ digest: String) async throws -> Finding,
        store:
            @escaping @Sendable (_ callerKey: String, _ key: String, _ digest: String, _ reply: StoredReply)
            async throws -> Void
    ) {
        self.lookup = lookup
        self.store = store
    }
}

/// Runs a request once for its key.
final class IdempotentRuns: Sendable {
    private let ledger: IdempotencyLedger
    private let running = Mutex<Set<String>>([])

    init(_ ledger: IdempotencyLedger) { self.ledger = ledger }

    func run(_ call: Call, key: String, _ work: @Sendable (Call) async throws -> Reply) async throws -> Reply {
        guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw WebRefusal.keyMalformed
        }
        guard let caller = Self.callerKey(call.caller) else { return try await work(call) }
        let running = "\(caller) \(key)"
        guard self.running.withLock({ $0.insert(running).inserted }) else { throw WebRefusal.keyInUse }
        defer { self.running.withLock { _ = $0.remove(running) } }
        let digest = RequestDigest.of(call)
        switch try await ledger.lookup(caller, key, digest) {
        case .conflict: throw WebRefusal.keyReused
        case .answered(let stored):
            return Reply(
                status: stored.status, headers: [.contentType: stored.contentType], body: Array(stored.body.utf8))
        case .fresh:
            let reply = try await work(call)
            if (200..<300).contains(reply.status), let body = String(validating: reply.body, as: UTF8.self) {
                let type = reply.headers[.contentType] ?? "application/json"
                try await ledger.store(
                    caller, key, digest, StoredReply(status: reply.status, contentType: type, body: body))
            }
            return reply
        }
    }

    private static func callerKey(_ caller: Caller) -> String? {
        switch caller {
        case .agent(let signedIn): "agent/\(signedIn.colleague.id)"
        case .channel(let channel): "channel/\(channel)"
        case .visitor, .anyone: nil
        }
    }
}

/// Tells two requests of one caller apart.
///
/// Not a cryptographic digest: a caller can only collide with itself, and only by intent.
enum RequestDigest {
    static func of(_ call: Call) -> String {
        let bytes = Array(call.method.rawValue.utf8) + [0] + Array(call.path.utf8) + [0] + call.body
        return hexadecimal(fingerprint(bytes)) + hexadecimal(fingerprint(bytes.reversed()))
    }

    /// FNV-1a, 64 bits (G. Fowler, L. C. Noll, K.-P. Vo).
    static func fingerprint(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }

    static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
