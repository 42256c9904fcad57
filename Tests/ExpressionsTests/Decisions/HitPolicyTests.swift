import Testing

@testable import Expressions

@Suite("Decision tables: what happens when several rules apply, or none")
struct HitPolicyTests {
    /// Rules 1 and 2 apply from 10, rule 3 from 20.
    private func table(_ letter: String, _ entries: [String] = ["\"b\"", "\"a\"", "\"b\""], values: String = "") throws
        -> DecisionTable
    {
        let quoted = entries.map { $0.replacing("\"", with: "\"\"") }
        let allowed = values.isEmpty ? "" : "values,,\"\(values.replacing("\"", with: "\"\""))\"\n"
        return try DecisionTable(
            csv: """
                \(letter),n,answer
                ,input,output
                \(allowed)1,>=10,"\(quoted[0])"
                2,>=10,"\(quoted[1])"
                3,>=20,"\(quoted[2])"

                """)
    }

    private func decide(_ table: DecisionTable, _ n: FEELValue) -> String { table.decide(["n": n]).value.description }

    @Test("Unique: two that apply are an error that names them")
    func unique() throws {
        let table = try table("U")
        let outcome = table.decide(["n": 25])
        #expect(outcome.value == .null && outcome.hits == [0, 1, 2])
        #expect(outcome.complaints == ["rules 1, 2, 3 apply together, though only one may"])
        #expect(decide(table, 1) == "null" && table.decide(["n": 1]).complaints.isEmpty)
    }

    @Test("Any: all must say the same")
    func any() throws {
        #expect(decide(try table("A", ["1", "1.0", "1"]), 25) == "1")
        #expect(decide(try table("A"), 25) == "null")
    }

    @Test("First and rule order go by the table, priority and output order by the values")
    func orders() throws {
        #expect(decide(try table("F"), 25) == "\"b\"")
        #expect(decide(try table("R"), 25) == "[\"b\", \"a\", \"b\"]")
        #expect(decide(try table("P", values: "\"a\",\"b\""), 25) == "\"a\"")
        #expect(decide(try table("P", values: "\"b\",\"a\""), 25) == "\"b\"")
        #expect(decide(try table("O", values: "\"a\",\"b\""), 25) == "[\"a\", \"b\", \"b\"]")
        #expect(decide(try table("C"), 12) == "[\"b\", \"a\"]")
    }

    @Test(
        "Collected figures",
        arguments: [("C+", "6"), ("C<", "1"), ("C>", "3"), ("C#", "3")])
    func figures(letter: String, expected: String) throws {
        #expect(decide(try table(letter, ["1", "2", "3"]), 25) == expected)
    }

    @Test("Priority without the order of its values is refused")
    func priority() {
        #expect(throws: DecisionRefusal.self) { try table("P") }
        #expect(throws: DecisionRefusal.self) { try table("O") }
    }

    @Test("When no rule applies the default answers")
    func defaults() throws {
        let table = try DecisionTable(
            csv: #"""
                U,n,level,fee
                ,input,output,output
                default,,"""none""",0
                1,>0,"""some""",n * 2

                """#)
        #expect(table.decide(["n": 0]).value == .context(["level": "none", "fee": 0]))
        #expect(table.decide(["n": 3]).value == .context(["level": "some", "fee": 6]))
    }

    @Test("A value that may not come is an error; a missing one fails its tests")
    func inputs() throws {
        let table = try DecisionTable(
            csv:
                "U,n,answer\n,input,output\ntype,number,string\nvalues,[0..100],\n"
                + "1,>=10,\"\"\"a\"\"\"\n2,<10,\"\"\"b\"\"\"\n"
        )
        #expect(table.decide(["n": 101]).complaints == ["“n” is 101, which is not among its values"])
        #expect(table.decide([:]).value == .null)
        #expect(table.decide(["n": "ten"]).value == .null)
        #expect(table.decide(["n": 10]).value == "a")
    }

    @Test(
        "A table that asks for more than it may has no answer, whatever its hit policy",
        arguments: ["C#", "F", "C", "R"])
    func exhausted(letter: String) throws {
        let dear = "every a in 1..9999, b in 1..9999 satisfies a > 0"
        let table = try DecisionTable(csv: "\(letter),n,answer\n,input,output\n1,\"\(dear)\",1\n2,>0,2\n3,>0,3\n")
        let outcome = table.decide(["n": 1])
        #expect(outcome.value == .null && outcome.complaints.contains { $0.contains("steps") })
    }

    @Test("Every letter is read and written, and so is every name")
    func names() throws {
        for letter in ["U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#"] {
            #expect(HitPolicy(letter: letter)?.letter == letter)
        }
        #expect(HitPolicy("COLLECT", aggregation: "MIN") == .collect(.minimum))
        #expect(HitPolicy("RULE ORDER") == .ruleOrder && HitPolicy("SOME") == nil)
        #expect(HitPolicy("COLLECT", aggregation: "AVERAGE") == nil)
    }

    @Test("Each rule says why it applied or did not, in both languages")
    func explanations() throws {
        let table = try table("F")
        let outcome = table.decide(["n": 12])
        #expect(table.explanation(of: 0, in: outcome, .chinese) == "规则 1 适用：n >=10。")
        #expect(table.explanation(of: 2, in: outcome, .english) == "Rule 3 does not apply: n is 12, >=20 is required.")
        let missing = table.decide([:])
        #expect(table.explanation(of: 0, in: missing, .chinese) == "规则 1 不适用：n 没有值，要求 >=10。")
        #expect(table.explanation(of: 9, in: outcome, .english) == nil)
    }
}
