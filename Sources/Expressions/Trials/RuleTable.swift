import Markup

/// Rules as a spreadsheet holds them: CSV with the columns `rule_id`, `condition` and `priority`.
public struct RuleTable: Sendable, Equatable {
    /// One line of the table, its condition not read yet.
    public struct Row: Sendable, Equatable {
        public let id: String
        public let condition: String
        /// Higher comes first.
        public let priority: Int

        /// A row made by hand.
        public init(id: String, condition: String, priority: Int = 0) {
            self.id = id
            self.condition = condition
            self.priority = priority
        }
    }

    /// A line that was left out, and why.
    public struct Rejection: Sendable, Equatable, Encodable {
        /// As the table has it; `line 7` where there is none.
        public let id: String
        public let reason: String

        init(_ id: String, _ reason: String) {
            self.id = id
            self.reason = reason
        }
    }

    /// Why there is no table at all.
    public enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
        /// The text is not CSV.
        case unreadable(String)
        /// The header lacks a column.
        case missingColumn(String)

        public var description: String {
            switch self {
            case .unreadable(let reason): "the rules are not CSV: \(reason)"
            case .missingColumn(let name): "the header of the rules has no column “\(name)”"
            }
        }
    }

    public private(set) var rows: [Row] = []
    public private(set) var rejected: [Rejection] = []

    /// Reads a table. Columns may stand in any order; others are ignored, `priority` may be missing or empty (0).
    public init(csv: String) throws(Fault) {
        var lines: [[String]]
        do { lines = try DelimitedText.rows(csv) } catch { throw .unreadable("\(error)") }
        guard !lines.isEmpty else { throw .missingColumn("rule_id") }
        let header = lines.removeFirst().map { $0.trimmed.lowercased() }
        guard let id = header.firstIndex(of: "rule_id") else { throw .missingColumn("rule_id") }
        guard let condition = header.firstIndex(of: "condition") else { throw .missingColumn("condition") }
        let priority = header.firstIndex(of: "priority")
        for (number, fields) in lines.enumerated() {
            let name = fields.indices.contains(id) ? fields[id].trimmed : ""
            if name.isEmpty {
                rejected.append(Rejection("row \(number + 1)", "It has no rule_id."))
            } else if fields.count != header.count {
                rejected.append(Rejection(name, "It has \(fields.count) fields, the header has \(header.count)."))
            } else {
                take(name, fields[condition], priority.map { fields[$0].trimmed } ?? "")
            }
        }
    }

    private mutating func take(_ id: String, _ condition: String, _ priority: String) {
        guard let number = priority.isEmpty ? 0 : Int(priority) else {
            rejected.append(Rejection(id, "Its priority “\(priority)” is not a whole number."))
            return
        }
        rows.append(Row(id: id, condition: condition, priority: number))
    }
}
