/// A path's commands in SVG's letters (SVG 1.1 section 8.3).
enum SVGPath {
    private static let letters: [Character: String] = [
        "S": "M", "M": "M", "L": "L", "Q": "Q", "B": "C", "A": "A", "C": "Z",
    ]

    static func data(_ path: PathData) -> String {
        var isOpen = false
        return path.steps.compactMap { step in
            guard let letter = letters[step.command] else { return nil }
            // Nothing can be drawn before a place is known.
            if !isOpen, letter != "M" { return nil }
            isOpen = true
            var numbers = step.numbers.map(OFDMarkup.number)
            // Flags are nothing but 0 and 1.
            if letter == "A" { for flag in [3, 4] { numbers[flag] = step.numbers[flag] == 0 ? "0" : "1" } }
            return ([letter] + numbers).joined(separator: " ")
        }.joined(separator: " ")
    }
}
