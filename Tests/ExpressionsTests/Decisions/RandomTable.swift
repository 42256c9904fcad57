@testable import Expressions

/// Decision tables over two numbers and a word, of cells that only compare with constants.
struct RandomTable {
    var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func number() -> String {
        let a = random.below(8)
        let b = a + 1 + random.below(6)
        return random.pick([
            "-", "<\(a)", ">=\(a)", "[\(a)..\(b)]", "(\(a)..\(b))", "\(a)", "\(a),\(b)", "not(\(a))", ">\(a),<\(a)",
        ])
    }

    mutating func word() -> String {
        random.pick(["-", "\"甲\"", "\"乙\"", "\"甲\",\"丙\"", "not(\"甲\")", "not(\"乙\",\"丙\")"])
    }

    mutating func cells(rules: Int) -> [[String]] {
        (0..<rules).map { _ in [number(), number(), word(), String(random.below(3))] }
    }

    mutating func table(_ letter: String = "U", rules: Int) throws -> DecisionTable {
        let rows = cells(rules: rules).enumerated().map { number, cells in
            (["r\(number + 1)"] + cells).map {
                $0.contains("\"") || $0.contains(",") ? "\"" + $0.replacing("\"", with: "\"\"") + "\"" : $0
            }
            .joined(separator: ",")
        }
        return try DecisionTable(
            csv: "\(letter),x,y,word,answer\n,input,input,input,output\n" + rows.joined(separator: "\n") + "\n")
    }

    /// Every point that the cells above can tell apart, and more.
    static let points: [FEELContext] = {
        var points: [FEELContext] = []
        for x in -2..<32 {
            for y in -2..<32 {
                for word in ["甲", "乙", "丙", "丁"] {
                    let half = FEELArithmetic.divide
                    let run = FEELRun()
                    points.append([
                        "x": half.apply(.number(x), 2, run), "y": half.apply(.number(y), 2, run), "word": .string(word),
                    ])
                }
            }
        }
        return points
    }()
}
