extension FEELBuiltIns {
    /// Functions of contexts (DMN 1.5, clause 10.3.4.6).
    static let contexts: [FEELBuiltIn] = [
        FEELBuiltIn("get value", "m, key") { arguments in
            guard let context = arguments.context(0), let key = arguments.string(1) else { return nil }
            return context[key] ?? .null
        },
        FEELBuiltIn("get entries", "m") { arguments in
            guard let context = arguments.context(0) else { return nil }
            return .list(context.entries.map { .context(["key": .string($0.key), "value": $0.value]) })
        },
        FEELBuiltIn("context", "entries") { arguments in
            guard let entries = arguments.list(0) else { return nil }
            var result = FEELContext()
            for entry in entries {
                guard case .context(let pair) = entry, case .string(let key)? = pair["key"], let value = pair["value"],
                    result[key] == nil
                else { return nil }
                result[key] = value
            }
            return .context(result)
        },
        FEELBuiltIn("context put", "context, key, value") { arguments in
            guard case .string(let key) = arguments[1] else { return nil }
            return put(arguments[2], at: [key], into: arguments.context(0))
        }.or("context, keys, value") { arguments in
            guard case .list(let items) = arguments[1], !items.isEmpty else { return nil }
            var keys: [String] = []
            for item in items {
                guard case .string(let key) = item else { return nil }
                keys.append(key)
            }
            return put(arguments[2], at: keys[...], into: arguments.context(0))
        },
        FEELBuiltIn("context merge", "contexts") { arguments in
            guard let items = arguments.list(0) else { return nil }
            var result = FEELContext()
            for item in items {
                guard case .context(let context) = item else { return nil }
                for (key, value) in context.entries { result[key] = value }
            }
            return .context(result)
        },
    ]

    private static func put(
        _ value: FEELValue, at keys: ArraySlice<String>, into context: FEELContext?
    ) -> FEELValue? {
        guard var result = context, let key = keys.first, keys.count <= FEELLimits.nestingMax else { return nil }
        if keys.count == 1 {
            result[key] = value
        } else {
            guard case .context(let inner)? = result[key],
                let changed = put(value, at: keys.dropFirst(), into: inner)
            else { return nil }
            result[key] = changed
        }
        return .context(result)
    }
}
