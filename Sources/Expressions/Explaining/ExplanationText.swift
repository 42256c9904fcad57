extension Explanation {
    /// One paragraph for a person: “不符合：年龄为17，要求 age >= 18。”
    public func text(in language: Language) -> String {
        let parts = findings.map { $0.text(in: language) }
        switch truth {
        case .true:
            return language.pick(
                "符合：\(parts.joined(separator: "；"))。", "Holds: \(parts.joined(separator: "; ")).")
        case .false, .unknown:
            let isOneOfMany = parts.count > 1
            return language.pick(
                "不符合：\(isOneOfMany ? "以下各种可能都不成立：" : "")\(parts.joined(separator: "；"))。",
                "Does not hold: \(isOneOfMany ? "every alternative fails: " : "")\(parts.joined(separator: "; ")).")
        }
    }
}

extension Explanation.Finding {
    /// One clause without final punctuation.
    public func text(in language: Language) -> String {
        let missing = seen.filter(\.isMissing)
        if truth == .unknown, !missing.isEmpty {
            let names = missing.map { $0.attribute.label(in: language) }
            let verb = names.count == 1 ? "is" : "are"
            return language.pick(
                "\(names.joined(separator: "、"))没有值，无法判断 \(predicate)",
                "\(names.joined(separator: ", ")) \(verb) not known, so \(predicate) cannot be told")
        }
        let values = seen.map { value in
            let name = value.attribute.label(in: language)
            let text = value.text[language] ?? ""
            return language.pick("\(name)为\(text)", "\(name) is \(text)")
        }
        let facts = values.joined(separator: language.pick("，", ", "))
        let clause = requirement(in: language)
        return facts.isEmpty ? clause : facts + language.pick("，", ", ") + clause
    }

    private func requirement(in language: Language) -> String {
        switch (truth == wanted, wanted) {
        case (true, .false): language.pick("不满足 \(predicate)（符合要求）", "so \(predicate) is not met, as required")
        case (true, _): language.pick("满足 \(predicate)", "which meets \(predicate)")
        case (false, .false): language.pick("要求不满足 \(predicate)", "but \(predicate) must not be met")
        case (false, _): language.pick("要求 \(predicate)", "but \(predicate) is required")
        }
    }
}
