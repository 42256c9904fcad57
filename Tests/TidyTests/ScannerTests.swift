import Testing

/// The rules are only as good as the scanner under them.
@Suite struct ScannerTests {
    @Test("Comments and strings are not code, interpolations are")
    func parts() {
        let text = SourceText(#"let a = "x! \(b["k"]! + "y") z" // c!"#)
        #expect(text.code.contains("]! +"))
        #expect(!text.code.contains("x!") && !text.code.contains("c!"))
        #expect(text.literals.contains("x! ") && text.literals.contains(" z") && text.literals.contains("y"))
        #expect(!text.literals.contains("let") && !text.literals.contains("c!"))
    }

    @Test("Nothing moves: lines and columns are those of the file")
    func positions() {
        let source = "/* one /* two */\n three */ let 名 = \"\"\"\n  SELECT 1\n  \"\"\"\nlet b = 2\n"
        let text = SourceText(source)
        #expect(text.code.utf8.count == source.utf8.count && text.literals.utf8.count == source.utf8.count)
        #expect(text.code.split(separator: "\n", omittingEmptySubsequences: false)[4] == "let b = 2")
        #expect(text.literals.split(separator: "\n", omittingEmptySubsequences: false)[2] == "  SELECT 1")
    }

    @Test(
        "Quotation marks that end nothing do not lead the scanner astray",
        arguments: [
            ##"let a = #"he said "no""#; mark()"##, #"let a = "\""; mark()"#,
            #"let a = x.replacing(/"/, with: b); mark()"#,
            ##"let a = #/["]/#; mark()"##, ##"let a = #"\#(f("x"))"#; mark()"##, "let a = b / c / d; mark() // \"",
        ])
    func astray(source: String) {
        #expect(SourceText(source).code.contains("mark()"))
    }

    @Test("A word is found before a full stop as well")
    func boundaries() {
        let file = SourceFile(path: "Sources/A/B.swift", text: "let a = Clock.now\nlet b = MyClock.now\n")
        #expect(file.places(of: #/\bClock\b/#).count == 1)
    }

    @Test("A function is measured from its name to its closing brace")
    func functions() {
        let code = """
            protocol P {
                func without() -> Int
                var x: Int { get }
            }
            struct S {
                init(
                    a: Int
                ) {
                    self.init()
                }
                func short() { [1].map { $0 } }
                static func == (a: S, b: S) -> Bool { true }
                func long<T>(_ f: (T) -> Void = { _ in })
                    async throws -> Int
                where T: Sendable {
                    if true {
                    }
                }
            }
            """
        let found = ScannedFunction.all(in: code)
        #expect(found.map(\.name) == ["init", "short", "==", "long"])
        #expect(found.map(\.lineCount) == [5, 1, 1, 6])
        #expect(found.map(\.firstLine) == [5, 10, 11, 12])
    }

    @Test("Imports are found behind any access level and attribute, and not in texts")
    func imports() {
        let file = SourceFile(
            path: "Sources/A/B.swift",
            text: "import X\npublic import Y\n@preconcurrency import Z\nlet a = \"import Q\"\n    import struct F.G\n")
        #expect(file.imports == ["X", "Y", "Z", "F"])
        #expect(file.module == "A" && file.lineCount == 5 && file.filledLineCount == 5)
    }

    @Test("A name counts as documented through attributes, and not by an ordinary comment")
    func documented() {
        let file = SourceFile(
            path: "Sources/Door/Door.swift",
            text: """
                /// Told.
                @discardableResult
                public static func a() {}
                // Not told.
                public let b = 1
                public private(set) var c = 2
                public init() {}
                @MainActor public final class D {}
                /// Told.
                @inlinable public override func e() {}
                public var description: String { "" }
                """)
        #expect(DocumentationTests.names(in: file).map(\.isDocumented) == [true, false, false, false, true])
        #expect(DocumentationTests.names(in: file).allSatisfy { $0.isDoor })
    }
}
