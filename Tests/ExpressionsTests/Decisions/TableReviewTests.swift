import Testing

@testable import Expressions

@Suite("Decision tables: gaps, overlaps and rules without effect")
struct TableReviewTests {
    private func table(_ csv: String) throws -> DecisionTable { try DecisionTable(csv: csv) }

    @Test("A gap and an overlap are shown by an example that the table itself confirms")
    func examples() throws {
        let table = try table(
            #"""
            U,level,age,discount
            ,input,input,output
            values,"""VIP"",""NORMAL""",[0..150],
            1,"""VIP""",-,0.2
            2,"""NORMAL""",>30,0.05
            3,"""NORMAL""",[25..40],0

            """#)
        let findings = table.review()
        #expect(findings.count == 2)
        for finding in findings {
            switch finding {
            case .gap(let example): #expect(table.decide(example).hits.isEmpty)
            case .overlap(let a, let b, let example):
                #expect(table.decide(example).hits == [a, b] && [a, b] == [1, 2])
            default: Issue.record("\(finding)")
            }
            #expect(!finding.text(of: table, in: .chinese).isEmpty && !finding.text(of: table, in: .english).isEmpty)
        }
    }

    @Test("On random tables it finds a gap or overlap exactly when trying all points does", arguments: 1...40)
    func exhaustive(seed: Int) throws {
        var random = RandomTable(seed: UInt64(seed))
        let table = try random.table(rules: 1 + seed % 7)
        let hits = RandomTable.points.map { table.decide($0).hits }
        let findings = table.review(limit: 1_000)
        let gaps = findings.filter { if case .gap = $0 { true } else { false } }
        #expect(gaps.isEmpty == hits.allSatisfy { !$0.isEmpty })
        for case .gap(let example) in findings { #expect(table.decide(example).hits.isEmpty) }
        var together: Set<[Int]> = []
        for hit in hits {
            for (place, a) in hit.enumerated() { for b in hit[(place + 1)...] { together.insert([a, b]) } }
        }
        var found: Set<[Int]> = []
        for finding in findings {
            switch finding {
            case .overlap(let a, let b, let example):
                found.insert([a, b])
                #expect(Set([a, b]).isSubset(of: table.decide(example).hits))
            case .duplicate(let rule, let other): found.insert([other, rule])
            case .neverApplies(let rule): #expect(hits.allSatisfy { !$0.contains(rule) })
            default: break
            }
        }
        #expect(found.isSubset(of: together))
        let repeated = findings.compactMap { if case .duplicate(let rule, _) = $0 { rule } else { nil } }
        #expect(together.subtracting(found).allSatisfy { pair in pair.contains(where: repeated.contains) })
    }

    @Test("Rules that come too late, repeat or never apply are named")
    func effects() throws {
        let table = try table("F,x,answer\n,input,output\n1,>5,1\n2,>7,2\n3,>5,1\n4,\">9,<3\",3\n5,[4..2],3\n")
        let findings = table.review()
        #expect(findings.contains(.shadowed(1, by: 0)))
        #expect(findings.contains(.duplicate(2, of: 0)))
        #expect(findings.contains(.neverApplies(4)))
        #expect(!findings.contains(.neverApplies(3)))
    }

    @Test("A value that the output may not give is named")
    func outputs() throws {
        let table = try table(
            "P,x,answer\n,input,output\nvalues,,\"\"\"a\"\",\"\"b\"\"\"\n1,>5,\"\"\"a\"\"\"\n2,<=5,\"\"\"c\"\"\"\n")
        #expect(table.review() == [.valueNotAllowed(rule: 1, output: 0)])
    }

    @Test("Days and durations are told apart like numbers")
    func calendar() throws {
        let table = try table(
            "U,day,answer\n,input,output\n1,\"<date(\"\"2026-01-01\"\")\",1\n2,\">date(\"\"2026-01-01\"\")\",2\n")
        #expect(table.review() == [.gap(example: ["day": try FEELExpression("date(\"2026-01-01\")").evaluate().value])])
    }

    @Test("Tests that depend on more than constants are left out and named; nothing is claimed of them")
    func incomplete() throws {
        let table = try table("U,x,y,answer\n,input,input,output\n1,>limit,1,1\n2,<=limit,1,2\n")
        #expect(table.review() == [.notReviewed(input: 0)])
    }

    @Test("Every one of many rules that apply is seen to: what the review costs changes no answer")
    func many() throws {
        let rows = (0..<1_400).map { "\($0),[\($0)..\($0 + 1)),1" }.joined(separator: "\n")
        let table = try table("U,x,answer\n,input,output\nvalues,[0..1400),\n\(rows)\n")
        #expect(table.review().isEmpty)
        #expect(table.decide(["x": 1_399]).hits == [1_399])
    }

    @Test("A text without its quotes is named")
    func quotes() throws {
        let table = try table("U,level,limit,answer\n,input,input,output\n1,VIP,<5,1\n2,not(limit),>=5,2\n")
        #expect(table.review().contains(.bareWord("VIP", rule: 0, input: 0)))
        #expect(!table.review().contains { if case .bareWord("limit", _, _) = $0 { true } else { false } })
    }

    @Test("A table too large to try is said to be")
    func large() throws {
        let rows = (0..<4_000).map { "\($0),[\($0)..\($0 + 1)],1" }.joined(separator: "\n")
        #expect(try table("F,x,answer\n,input,output\n\(rows)\n").review() == [.tooManySituations])
    }
}
