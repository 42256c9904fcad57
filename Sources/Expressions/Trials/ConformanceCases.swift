public import Foundation
import Markup

/// A file of test cases of the DMN TCK (Technology Compatibility Kit): inputs, and the results that are wanted.
public struct ConformanceCases: Sendable {
    /// One result that is wanted.
    struct Expectation: Sendable {
        let node: String
        /// `nil` stands for an error; null does as well then.
        let value: FEELValue?
    }

    /// One case.
    struct Case: Sendable {
        let id: String
        /// The service or function that is called; `nil` when decisions are asked.
        let invocable: String?
        let inputs: FEELContext
        let expectations: [Expectation]
    }

    let cases: [Case]

    /// Reads a test file.
    ///
    /// - Throws: `badMarkup`, or `notDMN` for XML that is no such file.
    public init(_ data: Data) throws(DecisionRefusal) {
        let root: Element
        do { root = try Element.parse(data) } catch { throw .badMarkup("\(error)") }
        guard root.name == "testCases" else { throw .notDMN("its root is “\(root.name)”, not “testCases”") }
        cases = root.all("testCase").enumerated().map { index, element in
            var inputs = FEELContext()
            for node in element.all("inputNode") { inputs[node.attribute("name") ?? ""] = Self.value(in: node) }
            return Case(
                id: element.attribute("id") ?? String(index + 1),
                invocable: element.attribute("invocableName"), inputs: inputs,
                expectations: element.all("resultNode").map { node in
                    let isError = node.attribute("errorResult") == "true"
                    return Expectation(
                        node: node.attribute("name") ?? "",
                        value: isError ? nil : node.first("expected").map(Self.value) ?? .null)
                })
        }
    }

    /// A value, a list, or components.
    private static func value(in element: Element) -> FEELValue {
        if let value = element.first("value") { return simple(value) }
        if let list = element.first("list") {
            return list.attribute("nil") == "true" ? .null : .list(list.all("item").map(value))
        }
        let components = element.all("component")
        guard !components.isEmpty else { return .null }
        var context = FEELContext()
        for component in components { context[component.attribute("name") ?? ""] = value(in: component) }
        return .context(context)
    }

    /// A value of an XML Schema type.
    private static func simple(_ element: Element) -> FEELValue {
        guard element.attribute("nil") != "true" else { return .null }
        let text = element.text
        let type = element.attribute("type").map { $0.split(separator: ":").last.map(String.init) ?? $0 }
        let known: FEELValue? =
            switch type {
            case "string": .string(text)
            case "boolean": .boolean(["true", "1"].contains(text.trimmed))
            case "decimal", "double", "float", "integer", "int", "long":
                FEELNumber.parse(text.trimmed).map { .number($0) }
            case "date": FEELTemporalText.date(text.trimmed).map { .date($0) }
            case "time": FEELTemporalText.time(text.trimmed).map { .time($0) }
            case "dateTime": FEELTemporalText.dateTime(text.trimmed).map { .dateTime($0) }
            case "duration", "dayTimeDuration", "yearMonthDuration": FEELTemporalText.duration(text.trimmed)
            default: guessed(text)
            }
        return known ?? .string(text)
    }

    /// A value without a type is what it looks like.
    private static func guessed(_ text: String) -> FEELValue {
        if let number = FEELNumber.parse(text.trimmed) { return .number(number) }
        if ["true", "false"].contains(text.trimmed) { return .boolean(text.trimmed == "true") }
        return .string(text)
    }
}

extension ConformanceCases {
    /// All results as differing, because the model was not read.
    public func failures(because refusal: DecisionRefusal, file: String) -> ConformanceTrial.Report {
        var report = ConformanceTrial.Report()
        for testCase in cases {
            for expectation in testCase.expectations {
                report.note(
                    ConformanceTrial.Failure(
                        file: file, testCase: testCase.id, node: expectation.node,
                        expected: expectation.value?.description ?? "error", found: "no model",
                        complaints: [refusal.description]))
            }
        }
        return report
    }
}
