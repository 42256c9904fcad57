extension TextClassifier {
    /// Raise it when training itself changes, so that the same rows give a new version.
    private static let recipe: UInt64 = 4

    static func fingerprint(
        _ rows: [LabelledText], _ outOfScope: [String], _ development: Development?, _ options: Options,
        after version: String = ""
    ) -> String {
        var hash = StableHash()
        hash.add(recipe)
        hash.add(version)
        hash.add(rows)
        hash.add(outOfScope)
        hash.add(development?.rows ?? [])
        hash.add(development?.outOfScope ?? [])
        hash.add(options)
        return hash.hexadecimal
    }
}

extension StableHash {
    fileprivate mutating func add(_ options: TextClassifier.Options) {
        let features = options.features
        for number in [
            features.unitsMax, features.charactersMin, features.charactersMax, features.textsMin, options.folds,
        ] {
            add(UInt64(bitPattern: Int64(number)))
        }
        add([options.effort.rawValue, options.scope.rawValue, options.register.rawValue, features.balance.rawValue])
        add([features.ownWords ? 1 : 0])
        for number in [features.rarityPower, options.inScopeShareKept] {
            add(number.bitPattern)
        }
        for number in [options.cost, options.positiveWeight] { add(UInt64(number.bitPattern)) }
        add(options.seed)
    }

    fileprivate mutating func add(_ rows: [LabelledText]) {
        add(UInt64(rows.count))
        for row in rows {
            add(row.label)
            add(row.text)
        }
    }

    fileprivate mutating func add(_ texts: [String]) {
        add(UInt64(texts.count))
        for text in texts { add(text) }
    }
}
