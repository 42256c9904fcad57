import Foundation
import Testing

@testable import Expressions

@Suite("Untyped conditions equal SQLite")
struct SQLiteAgreementTests {
    struct Vectors: Decodable {
        struct Case: Decodable {
            let expr: String, row: Int
            let value: Double?
            let truth: Bool?
        }
        let cases: [Case]
        let mustReject: [String]

        enum CodingKeys: String, CodingKey {
            case cases
            case mustReject = "must_reject"
        }
    }

    static let columns = ["customer_level", "product_type", "age", "score", "region", "tag", "amount"]

    private func fixture() throws -> Data {
        let url = try #require(
            Bundle.module.url(forResource: "conditions_sqlite", withExtension: "json", subdirectory: "Fixtures"))
        return try Data(contentsOf: url)
    }

    private func rows(_ data: Data) throws -> [[String: Value]] {
        let whole = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let rows = try #require(whole["rows"] as? [[String: Any]])
        return rows.map { row in
            row.mapValues { any in
                if let text = any as? String { return .text(text) }
                guard let number = any as? NSNumber else { return .null }
                let isWhole = number.doubleValue == number.doubleValue.rounded()
                return isWhole ? .integer(number.int64Value) : .real(number.doubleValue)
            }
        }
    }

    @Test("All 240 recorded results agree, value and truth")
    func recordedResults() throws {
        let data = try fixture()
        let schema = try Schema.sqlite(Self.columns)
        let contexts = try rows(data).map { Context($0, for: schema) }
        let vectors = try JSONDecoder().decode(Vectors.self, from: data)
        #expect(vectors.cases.count == 240)
        for item in vectors.cases {
            let checked = try Condition.parse(item.expr).check(against: schema)
            let truth = checked.compile().evaluate(contexts[item.row])
            #expect(truth == item.truth.map(Truth.init) ?? .unknown, "\(item.expr) on row \(item.row)")
            let program = Compiler.compile(checked.term)
            let value = program.cell(program.root, contexts[item.row])
            #expect(Cell.order(value, item.value.map { .real($0) } ?? .null) == item.value.map { _ in 0 })
        }
    }

    @Test("Every text that must be refused is refused, with a place and a sentence in both languages")
    func refusals() throws {
        let vectors = try JSONDecoder().decode(Vectors.self, from: fixture())
        let schema = try Schema.sqlite(Self.columns)
        #expect(vectors.mustReject.count == 10)
        for text in vectors.mustReject {
            let complaint = #expect(throws: Complaint.self, "\(text)") {
                try Condition.parse(text).check(against: schema)
            }
            guard let complaint else { continue }
            #expect(complaint.position.upperBound <= text.utf8.count)
            #expect(Language.allCases.allSatisfy { !complaint.message(in: $0).isEmpty })
        }
    }

    @Test("120,000 random conditions × rows give SQLite's value exactly")
    func randomConditions() throws {
        var generator = RandomConditions(random: SeededRandom(seed: 20_260_131))
        let oracle = try SQLiteOracle(columns: RandomConditions.sqlColumns)
        let schema = try Schema.sqlite(RandomConditions.columns)
        var compared = 0
        var outcomes: [Truth: Int] = [:]
        var mismatches: [String] = []
        while compared < 120_000 {
            let rows = (0..<20).map { _ in generator.row() }
            let named = rows.map { Dictionary(uniqueKeysWithValues: zip(RandomConditions.sqlColumns, $0.inColumns)) }
            try oracle.setRows(named)
            let contexts = rows.map { Context($0, for: schema) }
            for _ in 0..<50 {
                let pair = generator.condition(depth: generator.random.below(5))
                let program = Compiler.compile(try Condition.parse(pair.ours).check(against: schema).term)
                let expected = try oracle.values(of: pair.sql)
                for (context, wanted) in zip(contexts, expected) {
                    let value = program.cell(program.root, context)
                    if value != wanted { mismatches.append("\(pair.ours): \(value) but SQLite \(wanted)") }
                    // The path for conditions and the path for values are two; they must say the same.
                    if program.truth(in: context) != wanted.truth { mismatches.append("\(pair.ours): truth") }
                    outcomes[wanted.truth, default: 0] += 1
                    compared += 1
                }
            }
        }
        #expect(mismatches.isEmpty, "\(mismatches.count): \(mismatches.prefix(5).joined(separator: "\n"))")
        // The generator must not drift into saying only one thing.
        #expect(outcomes.values.allSatisfy { $0 > compared / 10 } && outcomes.count == 3, "\(outcomes)")
    }
}

extension [String: Value] {
    fileprivate var inColumns: [Value] { RandomConditions.columns.map { self[$0] ?? .null } }
}
