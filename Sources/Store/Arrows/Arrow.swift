public import Journey

/// A fact with its payload decoded.
public struct Recorded<Payload: FactPayload>: Sendable {
    public let fact: FactEnvelope
    public let payload: Payload

    init(_ fact: FactEnvelope) throws {
        self.fact = fact
        payload = try FactLog.decode(Payload.self, from: fact)
    }
}

/// An arrow that acts: it calls the next stage's door. Never replayed.
public protocol Reaction: Sendable {
    associatedtype Input: FactPayload
    associatedtype Prepared: Sendable
    /// The durable name of the cursor.
    static var name: String { get }
    /// Outside the transaction: gather, infer, weigh. May be slow, may run again. `nil`: nothing to do.
    func prepare(_ input: Recorded<Input>) async throws -> Prepared?
    /// Inside: the door's change, its facts and this arrow's cursor become durable together.
    func apply(_ prepared: Prepared, to input: Recorded<Input>, in tx: Transaction) throws
}

/// An arrow that looks back: tables made of facts alone. Can be thrown away and replayed.
public protocol Projection: Sendable {
    static var name: String { get }
    /// Kinds of facts it is made of.
    var kinds: [any FactPayload.Type] { get }
    /// The same facts give the same tables, whatever else has happened in between.
    func apply(_ fact: FactEnvelope, in tx: Transaction) throws
    /// Empties the tables before a replay.
    func reset(in tx: Transaction) throws
}

/// A reaction or a projection, ready to run.
public struct Arrow: Sendable {
    typealias Application = @Sendable (Transaction) throws -> Void

    /// What carries the arrow's work for one fact into the transaction.
    public let name: String
    public let kinds: [String]
    public let replayable: Bool
    let prepare: @Sendable (FactEnvelope) async throws -> Application?
    let reset: Application?

    public init<Action: Reaction>(_ reaction: Action) {
        name = Action.name
        kinds = [Action.Input.kind]
        replayable = false
        reset = nil
        prepare = { fact in
            let input = try Recorded<Action.Input>(fact)
            guard let prepared = try await reaction.prepare(input) else { return nil }
            return { try reaction.apply(prepared, to: input, in: $0) }
        }
    }

    public init<View: Projection>(_ projection: View) {
        name = View.name
        kinds = projection.kinds.map { $0.kind }
        replayable = true
        reset = { try projection.reset(in: $0) }
        prepare = { fact in { try projection.apply(fact, in: $0) } }
    }
}
