import Foundation
import Testing

@testable import Expressions

@Suite("Decision tables: CSV and DMN")
struct TableFormsTests {
    @Test("Through CSV and DMN and back a table stays the same, and so do its answers", arguments: 1...20)
    func roundTrip(seed: Int) throws {
        var random = RandomTable(seed: UInt64(100 + seed))
        let table = try random.table(["U", "A", "F", "R", "C", "C+", "C#"][seed % 7], rules: seed)
        let csv = table.csv()
        #expect(try DecisionTable(csv: csv).csv() == csv)
        let model = try DecisionModel(dmn: table.dmn(named: "核保 <规则> & \"报价\""))
        #expect(model.faults.isEmpty)
        let back = try #require(model.table(of: "核保 <规则> & \"报价\""))
        #expect(back.csv() == csv && back.dmn(named: "x") == table.dmn(named: "x"))
        for point in RandomTable.points.shuffled(using: &random.random).prefix(40) {
            #expect(try model.decide(model.decisions[0], point).value == table.decide(point).value)
        }
    }

    @Test("Names of several words, types, values, defaults and notes survive")
    func settings() throws {
        let csv = """
            C<,monthly income,born,if vip then 1 else 0,fee,annotation
            ,input,input,input,output,annotation
            type,number,date,,number,
            values,[0..100000],,,,
            default,,,,0,
            老客户,>5000,"<date(""2000-01-01"")",1,monthly income * 0.1,"两行
            备注"
            2,-,-,-,20,

            """
        let table = try DecisionTable(csv: csv)
        #expect(table.csv() == csv)
        let model = try DecisionModel(dmn: table.dmn(named: "fee"))
        #expect(model.table(of: "fee")?.csv() == csv)
        let inputs = table.adapted(["monthly income": 6_000, "born": "1990-05-01", "vip": true])
        #expect(table.decide(inputs).value == 20)
        #expect(table.decide(inputs).hits == [0, 1], "\(table.decide(inputs))")
    }

    @Test("Rows without anything are no rules, ids and notes that look like something else survive")
    func sheets() throws {
        let blank = try DecisionTable(csv: "F,a,b\n,input,output\n,,\n1,1,2\n,,\n")
        #expect(blank.rules.map(\.id) == ["1"] && blank.decide(["a": 5]).hits.isEmpty)
        let unnamed = try DecisionTable(csv: "F,a,b\n,input,output\n2,1,2\n,2,2\n,3,2\n")
        #expect(unnamed.rules.map(\.id) == ["2", "3", "4"])
        let odd =
            "F,a,b,annotation\n,input,output,annotation\n"
            + "'default,1,2,\"'=HYPERLINK(\"\"x\"\")\"\n''x,-,3,\n'type,-,3,\n"
        let table = try DecisionTable(csv: odd)
        #expect(table.rules.map(\.id) == ["default", "'x", "type"] && table.rules[0].note == "=HYPERLINK(\"x\")")
        #expect(table.csv() == odd)
        #expect(try DecisionModel(dmn: table.dmn(named: "t")).table(of: "t")?.csv() == odd)
        #expect(try DecisionTable(csv: "UNIQUE,a,b\r\n,input,output\r\n1,1,2\r\n").decide(["a": 1]).value == 2)
    }

    @Test("A cell that is no FEEL is told with its row in the file, rows without anything counted")
    func places() throws {
        let refusal = #expect(throws: DecisionRefusal.self) {
            try DecisionTable(csv: "F,a,b\n,,\n,input,output\ntype,number,\n,,\n1,1,2\n,,\n2,≤ 3,2\n")
        }
        guard case .badCell(let row, let column, let fault) = refusal else { throw try #require(refusal) }
        #expect(row == 8 && column == 2 && fault.suggestion == "<=")
        let type = #expect(throws: DecisionRefusal.self) {
            try DecisionTable(csv: "F,a,b\n,input,output\n,,\ntype,colour,\n1,1,2\n")
        }
        #expect(type?.description == "row 4, column 2: at byte 0: There is no type “colour”.")
        let width = #expect(throws: DecisionRefusal.self) { try DecisionTable(csv: "F,a,b\n,input,output\n,,\n1,1\n") }
        #expect(width?.description.contains("row 4 has 2 cells") == true)
    }

    @Test(
        "What is no table is refused with its place",
        arguments: [
            ("", "two rows"), ("U,a,b\n", "two rows"), ("X,a,b\n,input,output\n", "hit policy"),
            ("U,a,b\n,input\n", "row 2 has 2 cells"), ("U,a,b\n,inpt,output\n", "row 2, column 2"),
            ("U,a,b\n,input,input\n", "no output"), ("U,a,b\n,input,output\n1,>,2\n", "row 3, column 2"),
            ("U,a,b\n,input,output\n1,>1,2 +\n", "row 3, column 3"),
            ("U,a,b\n,input,output\ntype,nummer,\n", "row 3, column 2"),
            ("U,a,b\n,input,output\n1,\"x\n", "CSV"), ("U,a,b\n,input,output\n1,1,2\n1,2,2\n", "same identifier"),
            ("U,a,b\n,input,output\nvalues,1,\nvalues,2,\n1,1,2\n", "two rows"),
            ("U,a,b,b\n,input,output,output\n", "different names"),
        ])
    func refused(csv: String, reason: String) throws {
        let refusal = try #require(throws: DecisionRefusal.self) { try DecisionTable(csv: csv) }
        #expect(refusal.description.contains(reason), "\(refusal)")
    }

    @Test("Damaged tables give a table or a refusal, nothing else")
    func damaged() throws {
        var random = RandomTable(seed: 77)
        let sound = Array(try random.table(rules: 6).csv().utf8)
        var refused = 0
        for _ in 0..<2_000 {
            var bytes = sound
            for _ in 0..<1 + random.random.below(4) {
                let place = random.random.below(bytes.count)
                if random.random.chance(30) {
                    bytes.remove(at: place)
                } else {
                    bytes[place] = UInt8(random.random.below(256))
                }
            }
            do {
                _ = try DecisionTable(csv: String(decoding: bytes, as: UTF8.self)).decide(["x": 1, "y": 2, "word": "甲"])
            } catch {
                refused += 1
            }
        }
        #expect(refused > 100)
    }
}
