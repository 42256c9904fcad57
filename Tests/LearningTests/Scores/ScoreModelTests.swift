import Foundation
import Testing

@testable import Learning

@Suite("Scores from tables")
struct ScoreModelTests {
    @Test("A planted effect is found, the chances are calibrated, and trees see what a line cannot")
    func planted() throws {
        let (train, _) = MadeUpTable.make(rows: 900, seed: 1)
        let (test, truth) = MadeUpTable.make(rows: 600, seed: 2)
        let model = try ScoreModel.train(train)
        let found = ScoreEvaluation(test.rows.map { model.chance($0) }, test.outcomes)
        let best = ScoreEvaluation(truth, test.outcomes)
        #expect(found.auc > best.auc - 0.06, "\(found.auc) of \(best.auc)")
        #expect(found.expectedCalibrationError < 0.08)
        let line = ScoreEvaluation(
            test.rows.map { LogisticRegression.logistic(model.regression.margin(model.encoding.encode($0))) },
            test.outcomes)
        #expect(found.auc > line.auc + 0.02)
        #expect(model.treeShare > 0.5)
    }

    @Test("Columns that name the row or never change are left out, missing numbers are a feature")
    func columns() {
        let encoding = FeatureEncoding(MadeUpTable.make(rows: 300, seed: 3).table)
        #expect(
            encoding.features == [
                "age", "age is missing", "job=clerk", "job=retired", "job=student", "visits", "visits is missing",
            ])
        #expect(encoding.encode(["x", "", "pilot", "7", "same"])[1...] == [1, 0, 0, 0, 7, 0])
    }

    @Test("An explanation names the columns and adds up to the margin's distance from the average")
    func explanation() throws {
        let (table, _) = MadeUpTable.make(rows: 400, seed: 4)
        let model = try ScoreModel.train(table)
        let (student, clerk) = (["x", "50", "student", "1", "same"], ["x", "50", "clerk", "1", "same"])
        #expect(model.chance(student) > model.chance(clerk))
        let weights = model.explain(student).filter { $0.feature.hasPrefix("job=") }.map(\.logOdds).reduce(0, +)
        #expect(weights > 0.3)
        func total(_ row: [String]) -> Double { model.explain(row).map(\.logOdds).reduce(0, +) }
        func margin(_ row: [String]) -> Double { log(model.chance(row) / (1 - model.chance(row))) }
        #expect(abs(total(student) - total(clerk) - (margin(student) - margin(clerk))) < 1e-6)
    }

    @Test("The same table and seed give the same model; a file gives it back")
    func file() throws {
        let (table, _) = MadeUpTable.make(rows: 200, seed: 5)
        let model = try ScoreModel.train(table, seed: 9)
        #expect(try ScoreModel.train(table, seed: 9) == model)
        #expect(try ScoreModel(decoding: model.encoded()) == model)
    }

    @Test("Damaged or foreign files are refused")
    func damaged() throws {
        let model = try ScoreModel.train(MadeUpTable.make(rows: 120, seed: 6).table)
        let file = model.encoded()
        #expect(throws: LearningFailure.notAModel) { try ScoreModel(decoding: Data("MAGPIEXX and more".utf8)) }
        for cut in stride(from: 0, to: file.count, by: max(1, file.count / 60)) {
            #expect(throws: LearningFailure.self) { try ScoreModel(decoding: file.prefix(cut)) }
        }
        for at in stride(from: 8, to: file.count, by: max(1, file.count / 60)) {
            var bytes = file
            bytes[at] ^= 0x04
            #expect(throws: LearningFailure.self) { try ScoreModel(decoding: bytes) }
        }
    }

    @Test("Fields that were sealed by someone else are checked as well")
    func forged() throws {
        let model = try ScoreModel.train(MadeUpTable.make(rows: 120, seed: 7).table)
        let file = model.encoded()
        var state: UInt64 = 1
        for _ in 0..<150 {
            var body = BinaryWriter()
            var bytes = Array(file.dropFirst(8 + 4 + 8 + 8))
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int((state >> 33) % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: state >> 25)
            }
            for byte in bytes { body.write(byte) }
            let forged = ModelFile.sealed(body, kind: "MAGPIESC", format: 1)
            if let read = try? ScoreModel(decoding: forged) { _ = read.chance(["x", "50", "clerk", "1", "same"]) }
        }
    }

    @Test("Too few rows of one outcome, or nothing to learn from, is said")
    func nothing() {
        let rows = (0..<40).map { [String($0 % 5)] }
        let never = ScoreTable(columns: ["a"], rows: rows, outcomes: rows.map { _ in false })
        #expect(throws: LearningFailure.self) { try ScoreModel.train(never) }
        let constant = ScoreTable(
            columns: ["a"], rows: rows.map { _ in ["x"] }, outcomes: rows.indices.map { $0 % 2 == 0 })
        #expect(throws: LearningFailure.self) { try ScoreModel.train(constant) }
    }
}

@Suite("Measures of scores")
struct ScoreEvaluationTests {
    /// Counted by hand.
    @Test("Known answers")
    func known() {
        let chances = [0.9, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1]
        let outcomes = [true, true, false, true, false, false, true, false, false, false]
        let found = ScoreEvaluation(chances, outcomes)
        // Pairs of yes above no: 6 + 6 + 5 + 3 of 24.
        #expect(abs(found.auc - 20.0 / 24) < 1e-12)
        #expect(abs(found.topDecileLift - 1 / 0.4) < 1e-12)
        let brier = zip(chances, outcomes).reduce(0) { $0 + pow($1.0 - ($1.1 ? 1 : 0), 2) } / 10
        #expect(abs(found.brier - brier) < 1e-12)
        #expect(ScoreEvaluation([0.5, 0.5], [true, false]).auc == 0.5)
        #expect(ScoreEvaluation([], []).auc == 0.5)
        #expect(ScoreEvaluation([0.2, 0.3], [true, true]).auc == 0.5)
    }

    @Test("Folds hold each outcome evenly")
    func folds() {
        let outcomes = (0..<103).map { $0 % 4 == 0 }
        let fold = LeftOutMargins.folds(outcomes, count: 5, seed: 3)
        for number in 0..<5 {
            #expect((5...6).contains(fold.indices.count { fold[$0] == number && outcomes[$0] }))
        }
    }
}

@Suite("Tables with outcomes")
struct ScoreTableTests {
    @Test("The outcome is found by name, columns can be left out")
    func reading() throws {
        let table = try ScoreTable(csv: "age;y;duration\n30;yes;5\n40;no;6\n", label: "y", excluding: ["duration"])
        #expect(table.columns == ["age"])
        #expect(table.rows == [["30"], ["40"]])
        #expect(table.outcomes == [true, false])
        #expect(table.excluded == ["duration"])
        let text = "age;y;duration\r\n30;yes;5\r\n40;no;6\r\n"
        #expect(try ScoreTable(csv: text, label: "y", excluding: ["duration"]) == table)
    }

    @Test(
        "What is wrong is said with its line",
        arguments: [
            ("a,b\n1,2\n", "z", "there is no column"), ("a,y\n1\n", "y", "line 2"),
            ("a,y\n1,yes\n2,maybe\n", "y", "line 3"),
            ("", "y", "empty"), ("a,y\n", "y", "no rows"), ("a,y\n\"1,yes\n", "y", "quoted"),
        ])
    func wrong(text: String, label: String, expected: String) {
        do {
            _ = try ScoreTable(csv: text, label: label)
            Issue.record("it was read")
        } catch {
            #expect("\(error)".contains(expected), "\(error)")
        }
    }

    @Test("A column that gives the outcome away is suspicious")
    func suspicious() {
        let outcomes = (0..<200).map { $0 % 3 == 0 }
        let rows = outcomes.enumerated().map { [$1 ? "paid" : "open", String($0), String($0 % 7)] }
        let table = ScoreTable(columns: ["state", "row", "week"], rows: rows, outcomes: outcomes)
        #expect(table.suspiciousColumns() == ["state"])
    }

    @Test("A trial by folds asks every row once; tables of other columns are refused")
    func trial() throws {
        let table = MadeUpTable.make(rows: 150, seed: 8).table
        let report = try ScoreTrial(table).crossValidated(folds: 3, clock: ContinuousClock())
        #expect(report.rows == 150)
        #expect(report.auc > 0.6)
        let other = ScoreTable(columns: ["b"], rows: [["1"]], outcomes: [true])
        #expect(throws: LearningFailure.self) { try ScoreTrial(table).asking(other, clock: ContinuousClock()) }
        #expect(throws: LearningFailure.self) {
            try ScoreTrial(table).crossValidated(folds: 1, clock: ContinuousClock())
        }
    }
}
