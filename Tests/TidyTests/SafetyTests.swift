import Testing

/// Nothing in the product may stop it, race, or read the clock behind the back of a test.
@Suite struct SafetyTests {
    @Test("Nothing is unwrapped, tried or cast by force, and nothing gives up the process")
    func force() {
        let unwrap = #/[A-Za-z0-9_)\]}>"?]!(?!=)/#
        let end = #/\b(?:fatalError|preconditionFailure)\s*\(/#
        let places = Checkout.sources.flatMap { $0.places(of: unwrap) + $0.places(of: end) }
        expectNone(places, except: Ratchets.force, "force")
    }

    @Test("The compiler's checks for data races are not switched off")
    func races() {
        let escape = #/@unchecked\s+Sendable|nonisolated\s*\(\s*unsafe\s*\)|@preconcurrency/#
        expectNone(Checkout.sources.flatMap { $0.places(of: escape) }, except: Ratchets.races, "unchecked concurrency")
    }

    @Test("Tasks that nobody waits for start only in Web and magpie")
    func tasks() {
        let others = Checkout.sources.filter { !["Web", "magpie"].contains($0.module) }
        let start = #/\bTask(?:\.detached)?\s*(?:\([^)]*\)\s*)?\{/#
        expectNone(others.flatMap { $0.places(of: start) }, except: Ratchets.tasks, "unstructured tasks")
    }

    @Test("Texts are cut into lines where any line ends: to Swift “\\r\\n” is one character, and not “\\n”")
    func lineEnds() {
        let cut = #/(?:split\(separator|components\(separatedBy): "(?:\\r)?\\n"/#
        let places = Checkout.sources.flatMap { $0.places(of: cut, in: $0.lines.joined(separator: "\n")) }
        expectNone(places, except: Ratchets.lineEnds, "lines that end in LF only")
    }

    @Test("Time and chance are given: only Ambience reads the clock or a source of chance")
    func ambience() {
        let reading = #/\bDate\(\)|\bDate\.now\b|ContinuousClock\b|SystemRandomNumberGenerator|\.random\(in:/#
        let others = Checkout.sources.filter { $0.path != "Sources/Journey/Ambience.swift" }
        expectNone(others.flatMap { $0.places(of: reading) }, except: Ratchets.ambience, "clock or chance")
    }
}
