import Foundation

/// Runs a model against test cases of the DMN TCK and says what differed.
public struct ConformanceTrial: Sendable {
    /// What a run found.
    public struct Report: Sendable, Encodable {
        /// Results that were as wanted.
        public private(set) var passed = 0
        /// Results that were wanted.
        public private(set) var total = 0
        /// Those that differed.
        public private(set) var failures: [Failure] = []

        /// Nothing run yet.
        public init() {}

        mutating func note(_ failure: Failure?) {
            total += 1
            if let failure { failures.append(failure) } else { passed += 1 }
        }

        /// Takes in what another run found.
        public mutating func merge(_ other: Report) {
            passed += other.passed
            total += other.total
            failures += other.failures
        }
    }

    /// A result that differed.
    public struct Failure: Sendable, Encodable {
        /// The file's name, the case and the decision.
        public let file, testCase, node: String
        /// What was wanted, as FEEL writes it; “error” for an error.
        public let expected: String
        /// What came out.
        public let found: String
        /// Why it came out.
        public let complaints: [String]
    }

    private let file: String
    private let model: DecisionModel
    private let cases: ConformanceCases

    /// A trial of a model.
    ///
    /// - Parameter file: what the report calls the cases.
    public init(_ cases: ConformanceCases, of model: DecisionModel, file: String) {
        (self.cases, self.model, self.file) = (cases, model, file)
    }

    /// Runs all cases.
    ///
    /// - Parameter moment: what `now()` and `today()` say.
    public func run(at moment: FEELDateTime) -> Report {
        var report = Report()
        for testCase in cases.cases {
            for expectation in testCase.expectations {
                report.note(failure(testCase, expectation, at: moment))
            }
        }
        return report
    }

    private func failure(
        _ testCase: ConformanceCases.Case, _ expectation: ConformanceCases.Expectation, at moment: FEELDateTime
    ) -> Failure? {
        var found = "error"
        var complaints: [String] = []
        do {
            let outcome =
                try testCase.invocable.map { name throws(DecisionRefusal) in
                    try model.call(name, testCase.inputs, at: moment)
                } ?? model.decide(expectation.node, testCase.inputs, at: moment)
            var value = outcome.value
            if testCase.invocable != nil, case .context(let context) = value, let own = context[expectation.node] {
                value = own
            }
            if Self.agrees(value, expectation.value ?? .null) { return nil }
            (found, complaints) = (value.description, outcome.complaints)
        } catch {
            if expectation.value == nil { return nil }
            complaints = ["\(error)"]
        }
        return Failure(
            file: file, testCase: testCase.id, node: expectation.node,
            expected: expectation.value?.description ?? "error", found: found, complaints: complaints)
    }

    /// The same value; numbers may differ in the eighth digit, as those of the test files are rounded.
    static func agrees(_ found: FEELValue, _ wanted: FEELValue) -> Bool {
        switch (found, wanted) {
        case (.number(let a), .number(let b)):
            let size = max(abs(a), abs(b), 1)
            return abs(a - b) <= size * Decimal(sign: .plus, exponent: -8, significand: 1)
        case (.list(let a), .list(let b)):
            return a.count == b.count && zip(a, b).allSatisfy { agrees($0, $1) }
        case (.context(let a), .context(let b)):
            return a.entries.count == b.entries.count
                && a.entries.allSatisfy { entry in b[entry.key].map { agrees(entry.value, $0) } ?? false }
        default: return found == wanted || FEELBuiltIns.isEqual(found, wanted, FEELRun())
        }
    }
}
