public import Journey
public import Store

/// One deal's way to the signature (销售漏斗): lead → qualified → proposal → won, or lost from any of them.
///
/// A value without I/O: feed it events, carry out the actions it returns. Stages may be skipped (a customer who buys
/// at once) and gone back to; both are recorded as they happened.
public struct Pipeline: Sendable, Equatable {
    /// How far a deal is.
    public enum Stage: String, Sendable, Codable, CaseIterable, Loadable {
        /// Somebody shows interest (线索).
        case lead
        /// Need and means are known (已确认).
        case qualified
        /// An offer is made (报价).
        case proposal
        /// The customer bought (成交).
        case won
        /// The customer did not (丢单).
        case lost

        /// Still on its way.
        public var isOpen: Bool { self != .won && self != .lost }
    }

    /// What can happen to a deal.
    public enum Event: Sendable, Equatable {
        /// To another stage; a loss needs the reason.
        case move(to: Stage, reason: String?)
        /// The amount was agreed upon, or is open again (`nil`).
        case price(Money?)
        /// A supervisor takes back that it was won or lost.
        case reopen(to: Stage)
    }

    /// What has to be done about it.
    public enum Action: Sendable, Equatable {
        /// Write down that the stage changed.
        case record(from: Stage, to: Stage)
        /// Write down that the amount changed.
        case recordAmount
        /// The customer has ordered for this amount.
        case countOrder(Money)
        /// The order counted before was none.
        case uncountOrder(Money)
    }

    /// 10¹⁵ minor units: far above any sale, far below what sums overflow at.
    public static let amountMinorMax: Int64 = 1_000_000_000_000_000
    /// Characters of a reason.
    public static let reasonCharactersMax = 500

    /// How far it is.
    public private(set) var stage: Stage
    /// What it is worth; `nil`: not agreed upon.
    public private(set) var amount: Money?
    /// Why it was lost.
    public private(set) var reason: String?

    public init(stage: Stage = .lead, amount: Money? = nil, reason: String? = nil) {
        self.stage = stage
        self.amount = amount
        self.reason = reason
    }

    /// Takes one event; a refused event leaves the value as it was.
    public mutating func handle(_ event: Event) throws -> [Action] {
        switch event {
        case .move(let next, let reason): try move(to: next, reason: reason)
        case .price(let amount): try price(amount)
        case .reopen(let next): try reopen(to: next)
        }
    }

    private mutating func move(to next: Stage, reason given: String?) throws -> [Action] {
        let before = stage
        switch (before, next) {
        case (.lead, .lead), (.qualified, .qualified), (.proposal, .proposal), (.won, .won), (.lost, .lost):
            return []  // already so: a repeated event changes nothing
        case (.won, _), (.lost, _):
            throw CustomersRefusal.dealClosed
        case (_, .won):
            guard let amount, amount.minor > 0 else { throw CustomersRefusal.winNeedsAmount }
            stage = .won
            return [.record(from: before, to: .won), .countOrder(amount)]
        case (_, .lost):
            guard let given, given.contains(where: { !$0.isWhitespace }) else {
                throw CustomersRefusal.lossNeedsReason
            }
            reason = try accepted(given, field: "reason", charactersMax: Self.reasonCharactersMax)
            stage = .lost
            return [.record(from: before, to: .lost)]
        case (_, .lead), (_, .qualified), (_, .proposal):
            stage = next
            return [.record(from: before, to: next)]
        }
    }

    private mutating func price(_ new: Money?) throws -> [Action] {
        guard new != amount else { return [] }
        guard stage.isOpen else { throw CustomersRefusal.dealClosed }
        if let new {
            guard (0...Self.amountMinorMax).contains(new.minor) else { throw CustomersRefusal.amountOutOfRange }
            let letters = new.currency.utf8.count == 3 && new.currency.utf8.allSatisfy { (65...90).contains($0) }
            guard letters else { throw InputRefusal.malformed(field: "amount") }
        }
        amount = new
        return [.recordAmount]
    }

    private mutating func reopen(to next: Stage) throws -> [Action] {
        let before = stage
        guard before != next else { return [] }
        // Of two final stages one must be left first: a loss that turns out a sale is reopened, priced and won.
        guard !before.isOpen, next.isOpen else { throw CustomersRefusal.dealClosed }
        (stage, reason) = (next, nil)
        if before == .won, let amount { return [.record(from: before, to: next), .uncountOrder(amount)] }
        return [.record(from: before, to: next)]
    }
}
