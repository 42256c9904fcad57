public import struct Foundation.Data
import Markup

extension DecisionTable {
    /// The table as a DMN 1.5 model of one decision; an input whose expression is a plain name becomes input data.
    ///
    /// The same table gives the same bytes.
    /// - Parameter name: what model and decision are called.
    public func dmn(named name: String) -> Data {
        let title = MarkupText.escaped(name)
        var data: [String] = []
        var requirements: [String] = []
        for (index, input) in inputs.enumerated() {
            guard case .name(let variable) = input.expression.term else { continue }
            let known = MarkupText.escaped(variable)
            data.append(
                "  <inputData id=\"input-\(index + 1)\" name=\"\(known)\">\n"
                    + "    <variable name=\"\(known)\"\(Self.attribute("typeRef", input.typeName))/>\n  </inputData>\n")
            requirements.append(
                "    <informationRequirement><requiredInput href=\"#input-\(index + 1)\"/></informationRequirement>\n")
        }
        let type = outputs.count == 1 ? Self.attribute("typeRef", outputs[0].typeName) : ""
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<definitions xmlns=\"\(Self.namespace)\" id=\"model\" name=\"\(title)\" namespace=\"magpie:\(title)\">\n"
            + data.joined() + "  <decision id=\"decision\" name=\"\(title)\">\n"
            + "    <variable name=\"\(title)\"\(type)/>\n" + requirements.joined() + body()
            + "  </decision>\n</definitions>\n"
        return Data(text.utf8)
    }

    /// Of DMN 1.5.
    private static let namespace = "https://www.omg.org/spec/DMN/20230324/MODEL/"

    private func body() -> String {
        var aggregation = ""
        if case .collect(let figure?) = hitPolicy { aggregation = Self.attribute("aggregation", figure.rawValue) }
        var text = "    <decisionTable hitPolicy=\"\(hitPolicy.name)\"\(aggregation)>\n"
        for input in inputs {
            text +=
                "      <input>\n        <inputExpression\(Self.attribute("typeRef", input.typeName))>"
                + Self.element("text", input.expression.text) + "</inputExpression>\n"
                + Self.optional("inputValues", input.allowed?.text) + "      </input>\n"
        }
        for output in outputs {
            let name = Self.attribute("name", output.name.isEmpty ? nil : output.name)
            text +=
                "      <output\(name)\(Self.attribute("typeRef", output.typeName))>\n"
                + Self.optional("outputValues", output.allowed?.text)
                + Self.optional("defaultOutputEntry", output.otherwise?.text) + "      </output>\n"
        }
        text += "      <annotation name=\"annotation\"/>\n"
        for (number, rule) in rules.enumerated() {
            // An XML identifier may not begin with a digit, a rule's may.
            text += "      <rule id=\"rule-\(number + 1)\"\(Self.attribute("label", rule.id))>\n"
            for test in rule.tests {
                let shown = test.text.isEmpty ? "-" : test.text
                text += "        <inputEntry>" + Self.element("text", shown) + "</inputEntry>\n"
            }
            for entry in rule.entries {
                text += "        <outputEntry>" + Self.element("text", entry.text) + "</outputEntry>\n"
            }
            text +=
                "        <annotationEntry>" + Self.element("text", rule.note) + "</annotationEntry>\n      </rule>\n"
        }
        return text + "    </decisionTable>\n"
    }

    private static func attribute(_ name: String, _ value: String?) -> String {
        value.map { " \(name)=\"\(MarkupText.escaped($0))\"" } ?? ""
    }

    private static func element(_ name: String, _ text: String) -> String {
        "<\(name)>\(MarkupText.escaped(text))</\(name)>"
    }

    private static func optional(_ name: String, _ text: String?) -> String {
        text.map { "        <\(name)>\(element("text", $0))</\(name)>\n" } ?? ""
    }
}
