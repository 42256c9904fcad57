/// What a check of the whole audit log found.
public struct AuditVerdict: Sendable, Hashable, Codable {
    /// The kinds of damage; the raw value is for the interface.
    public enum Fault: String, Sendable, Codable {
        /// The row does not have the hash it was written with.
        case changed
        /// A number is missing: a row was taken out.
        case missing
        /// The row is whole but does not follow the one before it: put in, or put in another's place.
        case outOfPlace = "out_of_place"
        /// The log ends before the head says it does.
        case truncated
        /// There are rows after the end that the head knows.
        case unsealed
        /// The head is missing or was not sealed with our master key.
        case headForged = "head_forged"
        /// The log does not contain what a copy of an earlier head proves.
        case rolledBack = "rolled_back"
    }

    /// Rows that were read.
    public let rows: Int64
    /// The first row with which something is wrong; `nil` if the fault has no row, or there is none.
    public let firstBad: Int64?
    /// `nil` if the log is whole.
    public let fault: Fault?

    /// Nothing is wrong.
    public var isWhole: Bool { fault == nil }

    /// The sentence for an operator, in English.
    public var reason: String {
        let place = firstBad.map { " at row \($0)" } ?? ""
        return switch fault {
        case nil: "the audit log is whole"
        case .changed: "a row was changed\(place)"
        case .missing: "a row was deleted\(place)"
        case .outOfPlace: "a row was inserted or moved\(place)"
        case .truncated: "the end was cut off\(place)"
        case .unsealed: "rows were added without the master key\(place)"
        case .headForged: "the end was not sealed with this installation's master key"
        case .rolledBack: "the log is not a continuation of the given head\(place)"
        }
    }
}

/// Reads rows in order and stops at the first fault. Pure.
struct AuditCheck {
    private(set) var rows: Int64 = 0
    private(set) var fault: AuditVerdict.Fault?
    private(set) var firstBad: Int64?
    private var last = AuditChain.origin
    private let known: AuditHead?

    /// - Parameter known: an earlier head that the log must contain.
    init(containing known: AuditHead? = nil) { self.known = known }

    /// The number after which to read on.
    var position: Int64 { rows }

    mutating func read(_ row: AuditRow) {
        guard fault == nil else { return }
        if row.number != rows + 1 {
            fail(row.number < rows + 1 ? .outOfPlace : .missing, at: rows + 1)
        } else if row.rightHash != row.hash {
            fail(.changed, at: row.number)
        } else if row.previous != last {
            fail(.outOfPlace, at: row.number)
        } else if row.number == known?.number, row.hash != known?.hash {
            fail(.rolledBack, at: row.number)
        } else {
            rows += 1
            last = row.hash
        }
    }

    /// No more rows: compares with the head, which is `nil` when it is missing or its seal is wrong.
    ///
    /// - Parameter mustHaveEntries: an empty log was emptied.
    mutating func end(at head: AuditHead?, mustHaveEntries: Bool = false) -> AuditVerdict {
        if fault == nil {
            if let head {
                compare(with: head)
                if fault == nil, rows == 0, mustHaveEntries { fail(.truncated, at: 1) }
            } else {
                fail(.headForged, at: nil)
            }
        }
        return AuditVerdict(rows: rows, firstBad: firstBad, fault: fault)
    }

    private mutating func compare(with head: AuditHead) {
        if head.number > rows {
            fail(.truncated, at: rows + 1)
        } else if head.number < rows {
            fail(.unsealed, at: head.number + 1)
        } else if head.hash != last {
            fail(.changed, at: rows)
        } else if let known, known.number > rows {
            fail(.rolledBack, at: rows + 1)
        }
    }

    private mutating func fail(_ fault: AuditVerdict.Fault, at number: Int64?) {
        self.fault = fault
        firstBad = number
    }
}
