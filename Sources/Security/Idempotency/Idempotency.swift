public import Journey
public import Store

/// Remembers what a request was answered, so that sending it again does nothing twice (幂等).
///
/// Write the answer in the transaction of the deed. Bodies hold placeholders, never personal data.
public struct Idempotency: Sendable {
    /// A day.
    public static let keptSeconds = 24.0 * 3600
    /// Of the key that the caller chose.
    public static let keyCharactersMax = 200

    /// An answer given before.
    public struct Answer: Sendable, Hashable {
        /// The status of the HTTP answer.
        public let status: Int
        /// The body as it was sent.
        public let body: String

        /// An answer that is about to be given.
        public init(status: Int, body: String) {
            self.status = status
            self.body = body
        }
    }

    /// Holds nothing; all is in the table.
    public init() {}

    /// The SHA-256 of what makes two requests the same: method, path and body.
    public static func digest(method: String, path: String, body: [UInt8]) -> [UInt8] {
        sha256(Array("\(method) \(path)\n".utf8) + body)
    }

    /// The answer given under this key in the last 24 hours, or `nil`.
    ///
    /// Throws ``IdempotencyRefusal/conflict`` when the key came with another request.
    public func find(caller: String, key: String, digest: [UInt8], in reader: Reader) throws -> Answer? {
        let key = try accepted(key, field: "Idempotency-Key", charactersMax: Self.keyCharactersMax)
        guard let row = try IdempotencyStore.find(caller: caller, key: key, since: oldest(reader), in: reader) else {
            return nil
        }
        guard sameBytes(try row.get("digest", as: [UInt8].self), digest) else { throw IdempotencyRefusal.conflict }
        return Answer(status: try row.get("status"), body: try row.get("body"))
    }

    /// Keeps an answer. Throws ``IdempotencyRefusal/conflict`` when another request has the key.
    public func store(
        _ answer: Answer, caller: String, key: String, digest: [UInt8], in tx: Transaction
    ) throws {
        let key = try accepted(key, field: "Idempotency-Key", charactersMax: Self.keyCharactersMax)
        try IdempotencyStore.forget(caller: caller, key: key, before: oldest(tx), in: tx)
        let isFirst = try IdempotencyStore.insert(answer, caller: caller, key: key, digest: digest, in: tx)
        // The same request at the same moment: this transaction must not happen a second time.
        guard isFirst else { throw IdempotencyRefusal.conflict }
    }

    /// Forgets answers older than 24 hours; returns how many.
    @discardableResult
    public func purge(in tx: Transaction) throws -> Int { try IdempotencyStore.purge(before: oldest(tx), in: tx) }

    private func oldest(_ reader: Reader) -> Timestamp { reader.now.adding(seconds: -Self.keptSeconds) }
}

/// Why a request with an idempotency key is not carried out.
public enum IdempotencyRefusal: Refusal, Equatable {
    /// The key belongs to a different request, or to one that is being carried out at this moment.
    case conflict

    public var reason: RefusalReason { .conflict }
    public var field: String? { "Idempotency-Key" }

    public var sentence: Phrase {
        Phrase(
            zh: "该幂等键已用于另一个请求。", en: "This idempotency key was used for another request.")
    }
}
