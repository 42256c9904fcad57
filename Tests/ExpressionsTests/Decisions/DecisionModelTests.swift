import Foundation
import Testing

@testable import Expressions

@Suite("DMN models")
struct DecisionModelTests {
    static let head =
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"urn:m\">"

    private func model(_ body: String, imports: [Data] = []) throws -> DecisionModel {
        try DecisionModel(dmn: Data((Self.head + body + "</definitions>").utf8), imports: imports)
    }

    private static func literal(_ name: String, _ text: String, needs: [String] = []) -> String {
        let links = needs.map { "<informationRequirement><requiredDecision href=\"#\($0)\"/></informationRequirement>" }
        return "<decision id=\"\(name)\" name=\"\(name)\"><variable name=\"\(name)\"/>\(links.joined())"
            + "<literalExpression><text>\(text)</text></literalExpression></decision>"
    }

    static let vectors = Bundle.module.url(forResource: "Fixtures", withExtension: nil)?.appending(path: "dmn")

    @Test(
        "The kit's vectors give what they want",
        arguments: [
            "0004-simpletable-U", "0005-simpletable-A", "0006-simpletable-P1", "0106-feel-ternary-logic",
            "0108-first-hitpolicy", "0114-min-collect-hitpolicy", "0115-sum-collect-hitpolicy",
        ])
    func vectors(name: String) throws {
        let folder = try #require(Self.vectors)
        let model = try DecisionModel(dmn: Data(contentsOf: folder.appending(path: "\(name).dmn")))
        let cases = try ConformanceCases(Data(contentsOf: folder.appending(path: "\(name)-test-01.xml")))
        let moment = try #require(FEELDateTime(text: "2026-11-28T12:00:00Z"))
        let report = ConformanceTrial(cases, of: model, file: name).run(at: moment)
        #expect(report.total > 0 && report.failures.isEmpty, "\(report.failures)")
    }

    @Test("The check of the vectors can fail")
    func checkFails() throws {
        let model = try model(Self.literal("x", "1"))
        let wanted =
            "<testCases><testCase><resultNode name=\"x\"><expected><value>2</value></expected></resultNode>"
            + "</testCase></testCases>"
        let cases = try ConformanceCases(Data(wanted.utf8))
        let moment = try #require(FEELDateTime(text: "2026-11-28T12:00:00Z"))
        let report = ConformanceTrial(cases, of: model, file: "x").run(at: moment)
        #expect(report.passed == 0 && report.failures.first?.found == "1")
    }

    @Test("Decisions are worked out with what they need, each once")
    func requirements() throws {
        let model = try model(
            Self.literal("a", "1 + 1") + Self.literal("b", "a * 10", needs: ["a"])
                + Self.literal("c", "a + b", needs: ["a", "b"]))
        #expect(try model.decide("c", [:]).value == 22)
        #expect(model.decisions == ["a", "b", "c"])
        #expect(throws: DecisionRefusal.unknown("the model has no decision “d”")) { try model.decide("d", [:]) }
    }

    @Test("A decision that needs itself is null and says so")
    func circle() throws {
        let model = try model(Self.literal("a", "b", needs: ["b"]) + Self.literal("b", "a", needs: ["a"]))
        let outcome = try model.decide("a", [:])
        #expect(outcome.value == .null && outcome.complaints.contains("“a” needs itself"))
    }

    @Test("A chain of decisions may be as long as the file")
    func chain() throws {
        let links = (1...3_000).map { Self.literal("d\($0)", "d\($0 - 1) + 1", needs: ["d\($0 - 1)"]) }.joined()
        let model = try model(Self.literal("d0", "1") + links)
        #expect(try model.decide("d3000", [:]).value == 3_001)
    }

    @Test("The table behind a decision says why each of its rules applied or did not")
    func explained() throws {
        let table = try DecisionTable(csv: "U,a,b\n,input,output\n1,<5,1\n2,>=5,2\n")
        let model = try DecisionModel(dmn: table.dmn(named: "t"))
        #expect(try model.explain("t", ["a": 7])?.hits == [1])
        #expect(try self.model(Self.literal("x", "1")).explain("x", [:]) == nil)
    }

    @Test("One bad cell takes nothing else away, and is named")
    func fault() throws {
        let model = try model(Self.literal("good", "1") + Self.literal("bad", "1 +"))
        #expect(try model.decide("good", [:]).value == 1)
        #expect(try model.decide("bad", [:]).value == .null)
        #expect(model.faults.map(\.node) == ["bad"] && model.faults[0].reason.position == 3)
    }

    @Test("Types are checked where values come in")
    func types() throws {
        let model = try model(
            """
            <itemDefinition name="tAge"><typeRef>number</typeRef>
            <allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
            <inputData id="age" name="age"><variable name="age" typeRef="tAge"/></inputData>
            <decision id="d" name="d"><variable name="d"/>
            <informationRequirement><requiredInput href="#age"/></informationRequirement>
            <literalExpression><text>age + 1</text></literalExpression></decision>
            """)
        #expect(try model.decide("d", ["age": 17]).value == 18)
        #expect(try model.decide("d", ["age": 200]).value == .null)
        #expect(try model.decide("d", ["age": "17"]).value == .null)
    }

    @Test("Types made of themselves are refused, trees are not")
    func circularTypes() throws {
        let circle =
            "<itemDefinition name=\"a\"><typeRef>b</typeRef></itemDefinition>"
            + "<itemDefinition name=\"b\"><typeRef>a</typeRef></itemDefinition>"
        #expect(throws: DecisionRefusal.circularType("a")) { try model(circle) }
        _ = try model(
            "<itemDefinition name=\"t\">"
                + "<itemComponent name=\"children\" isCollection=\"true\"><typeRef>t</typeRef></itemComponent>"
                + "</itemDefinition>"
        )
    }

    @Test("Imports that go round are refused")
    func circularImports() throws {
        let other = Data(
            "<definitions name=\"o\" namespace=\"urn:o\"><import name=\"m\" namespace=\"urn:m\"/></definitions>".utf8)
        #expect(throws: DecisionRefusal.self) {
            try model("<import name=\"o\" namespace=\"urn:o\"/>", imports: [other])
        }
    }

    @Test(
        "What is no model is refused",
        arguments: [
            "", "<a/>", "<definitions", "<!DOCTYPE x><definitions/>", "{}", "<definitions xmlns=\"http://bpmn\"/>",
            head
                + "<decision name=\"d\"><decisionTable hitPolicy=\"SOME\"><output/></decisionTable></decision>"
                + "</definitions>",
            head + "<decision name=\"d\"><decisionTable/></decision></definitions>",
        ])
    func refused(text: String) {
        #expect(throws: DecisionRefusal.self) { try DecisionModel(dmn: Data(text.utf8)) }
    }

    @Test("Damaged models give a model or a refusal, and their decisions an answer")
    func damaged() throws {
        var random = SeededRandom(seed: 4)
        let folder = try #require(Self.vectors)
        let sound = [UInt8](try Data(contentsOf: folder.appending(path: "0004-simpletable-U.dmn")))
        var refused = 0
        for _ in 0..<600 {
            var bytes = sound
            for _ in 0..<1 + random.below(3) {
                let place = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8(random.below(128))
                default: bytes.removeSubrange(place..<min(bytes.count, place + random.below(60)))
                }
            }
            do {
                let model = try DecisionModel(dmn: Data(bytes))
                for name in model.decisions { _ = try model.decide(name, ["Age": 30, "RiskCategory": "High"]) }
            } catch {
                refused += 1
            }
        }
        #expect(refused > 50)
    }
}
