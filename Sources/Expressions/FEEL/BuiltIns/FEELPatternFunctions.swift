import Foundation

extension FEELBuiltIns {
    /// Functions with regular expressions of XQuery (DMN 1.5, clause 10.3.4.3).
    static let patterns: [FEELBuiltIn] = [
        FEELBuiltIn("matches", "input, pattern, flags?") { arguments in
            guard let text = arguments.string(0), let pattern = pattern(arguments, 1, flags: 2) else { return nil }
            return pattern.ranges(in: text, atMost: 1).map { .boolean(!$0.isEmpty) }
        },
        FEELBuiltIn("replace", "input, pattern, replacement, flags?") { arguments in
            guard let text = arguments.string(0), let pattern = pattern(arguments, 1, flags: 3),
                let replacement = arguments.string(2)
            else { return nil }
            return pattern.replacing(in: text, with: replacement).map { .string($0) }
        },
        FEELBuiltIn("split", "string, delimiter") { arguments in
            guard let text = arguments.string(0), let pattern = pattern(arguments, 1, flags: 2) else { return nil }
            return pattern.parts(of: text).map { .list($0.map { .string($0) }) }
        },
    ]

    private static func pattern(_ arguments: FEELArguments, _ index: Int, flags: Int) -> FEELPattern? {
        var letters = ""
        if arguments.count > flags, !arguments[flags].isNull {
            guard let given = arguments.string(flags) else { return nil }
            letters = given
        }
        return arguments.string(index).flatMap { FEELPattern($0, flags: letters, arguments.run) }
    }
}
