import Foundation
import Markup
import Testing

@testable import Expressions

@Suite struct RuleTrialTests {
    private func run(_ rules: String, _ contexts: String) throws -> RuleTrial.Report {
        try RuleTrial(RuleTable(csv: rules), over: ContextLines(contexts))
            .run(clock: ContinuousClock(), measured: .zero)
    }

    @Test("What fires comes in the order of priority, specificity and id")
    func order() throws {
        let rules = """
            rule_id,condition,priority
            b,customer_level='VIP',1
            a,customer_level='VIP',1
            c,"customer_level='VIP' AND age>=18",1
            d,age>=18,5
            e,age>=60,9
            """
        let report = try run(
            rules, #"{"customer_level":"VIP","age":35}"# + "\n" + #"{"customer_level":"NORMAL","age":70}"#)
        #expect(report.fired == [["d", "c", "a", "b"], ["e", "d"]])
        #expect(report.rules == 5)
        #expect(report.rejected.isEmpty)
        #expect(report.evaluationsPerSecond > 0)
    }

    @Test("Lines that are no rules are left out and told, the others run")
    func rejected() throws {
        let rules = """
            priority,rule_id,condition
            1,good,age > 1
            x,priority,age > 1
            1,grammar,age >
            1,good,age > 2
            1,,age > 2
            1,"fields"
            """
        let report = try run(rules, #"{"age":35}"#)
        #expect(report.fired == [["good"]])
        #expect(report.rejected.map(\.id) == ["priority", "row 5", "fields", "grammar", "good"])
        #expect(report.rejected.allSatisfy { !$0.reason.isEmpty })
    }

    @Test("Values compare as in SQLite: a number kept as text is above every number")
    func typing() throws {
        let rules =
            "rule_id,condition\ntext,age > 100\nequal,age = 35\nnull,tag IS NULL\ntrue,vip\nset,\"CONTAINS(tags,'新')\""
        let contexts = #"{"age":"35","vip":true,"tags":["新","老"]}"# + "\n" + #"{"age":35.0,"tag":"x","vip":false}"#
        #expect(try run(rules, contexts).fired == [["null", "set", "text", "true"], ["equal"]])
    }

    @Test("Nested objects have dotted names; names that no line has are missing")
    func names() throws {
        let rules = "rule_id,condition\na,customer.level='VIP'\nb,unheard_of IS NULL\nc,unheard_of = 1"
        #expect(try run(rules, #"{"customer":{"level":"VIP"}}"#).fired == [["a", "b"]])
    }

    @Test("A file that is no table, or a line that is no object, is refused")
    func refused() {
        #expect(throws: RuleTable.Fault.missingColumn("rule_id")) { try RuleTable(csv: "") }
        #expect(throws: RuleTable.Fault.missingColumn("condition")) { try RuleTable(csv: "rule_id,priority\n1,2") }
        #expect(throws: RuleTable.Fault.self) { try RuleTable(csv: "rule_id,condition\n\"a,b") }
        #expect(throws: ContextLines.Fault(line: 2, reason: "it is not a JSON object")) {
            try ContextLines("{}\n[1]\n")
        }
        #expect(throws: ContextLines.Fault.self) { try ContextLines(#"{"a":[1,{}]}"#) }
    }

    @Test("Every recorded result of SQLite comes out of the table as well")
    func recorded() throws {
        let url = try #require(
            Bundle.module.url(forResource: "conditions_sqlite", withExtension: "json", subdirectory: "Fixtures"))
        let data = try Data(contentsOf: url)
        let vectors = try JSONDecoder().decode(SQLiteAgreementTests.Vectors.self, from: data)
        let whole = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let rows = try #require(whole["rows"] as? [[String: Any]])
        let contexts = try rows.map { String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) }
        let expressions = Array(Set(vectors.cases.map(\.expr))).sorted()
        let table = expressions.enumerated().map { "r\($0),\(DelimitedText.line([$1]))" }
        let report = try run((["rule_id,condition"] + table).joined(separator: "\n"), contexts.joined(separator: "\n"))
        #expect(report.rejected.isEmpty)
        for one in vectors.cases {
            let id = try "r\(#require(expressions.firstIndex(of: one.expr)))"
            #expect(report.fired[one.row].contains(id) == (one.truth == true), "\(one.expr) on row \(one.row)")
        }
        #expect(vectors.cases.count == 240)
    }

    @Test("A rule that is an OR fires once, whichever of its parts holds")
    func alternatives() throws {
        let rules = "rule_id,condition\nor,a = 1 OR b = 2 OR b > 1\nin,a = 1 OR a = 2"
        let contexts = #"{"a":1,"b":2}"# + "\n" + #"{"a":2,"b":0}"# + "\n" + #"{"a":0,"b":5}"# + "\n" + #"{"a":0}"#
        #expect(try run(rules, contexts).fired == [["or", "in"], ["in"], ["or"], []])
    }
}
