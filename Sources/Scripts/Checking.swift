import Expressions
import Journey

extension ScriptSchema {
    /// Everything wrong with a condition and a template, in the order of the texts; empty when both are right.
    public func complaints(condition: String, template: String) -> [ScriptComplaint] {
        conditionComplaints(condition).map { ScriptComplaint($0, part: .condition, in: condition) }
            + templateComplaints(template).map { ScriptComplaint($0, part: .template, in: template) }
    }

    private func conditionComplaints(_ text: String) -> [Complaint] {
        do {
            return try Condition.parse(text).complaints(against: schema)
        } catch {
            return [error]
        }
    }

    private func templateComplaints(_ text: String) -> [Complaint] {
        do {
            return try Template.parse(text).complaints(against: schema)
        } catch {
            return [error]
        }
    }
}
