import Foundation

/// The checkout this test was compiled from.
enum Checkout {
    /// Upwards from this file to the folder that has a manifest and the first module.
    static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            let manifest = folder.appending(path: "Package.swift")
            let first = folder.appending(path: "Sources/Journey")
            if [manifest, first].allSatisfy({ FileManager.default.fileExists(atPath: $0.path) }) { return folder }
            folder.deleteLastPathComponent()
        }
        preconditionFailure("no checkout above \(#filePath)")
    }()

    static let sources = files(under: "Sources", ending: ["swift"])
    static let tests = files(under: "Tests", ending: ["swift"])
    static let roads = files(under: "Tests", ending: ["py"])
    static let browser = files(under: "Browser/src", ending: ["ts", "tsx"])
    static let modules = Set(sources.map(\.module))

    static func files(under folder: String, ending: Set<String>) -> [SourceFile] {
        let start = root.appending(path: folder)
        guard let paths = FileManager.default.enumerator(atPath: start.path)?.compactMap({ $0 as? String }) else {
            return []
        }
        return paths.filter { ending.contains(($0 as NSString).pathExtension) && !$0.contains("__pycache__") }
            .sorted().compactMap { path in
                let file = start.appending(path: path)
                // Another hand may be renaming it just now.
                guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
                return SourceFile(path: "\(folder)/\(path)", text: text)
            }
    }
}

/// One file of the tree.
struct SourceFile: Sendable {
    /// From the root of the checkout: `Sources/Routing/Bench.swift`.
    let path: String
    let lines: [Substring]
    /// What the compiler reads, and what stands between quotation marks; filled for Swift only.
    let scanned: SourceText

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        scanned = path.hasSuffix(".swift") ? SourceText(text) : SourceText("")
    }

    var name: String { (path as NSString).lastPathComponent }
    /// The folder below `Sources` or `Tests`.
    var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    /// The last line is empty where a file ends as it should.
    var lineCount: Int { lines.last == "" ? lines.count - 1 : lines.count }
    var filledLineCount: Int { lines.count { line in line.contains { !$0.isWhitespace } } }

    /// Modules that are imported, with whatever stands before the word.
    var imports: [String] {
        scanned.code.matches(of: #/(?m)^[ \t]*(?:[@a-z()]+ +)*import +(?:struct |class |enum |func )?([A-Za-z_0-9]+)/#)
            .map { String($0.1) }
    }

    /// Where a pattern is found in the code: `path:line  the line`.
    func places(of pattern: Regex<Substring>, in text: String? = nil) -> [String] {
        let searched = (text ?? scanned.code).split(separator: "\n", omittingEmptySubsequences: false)
        // By Unicode's rules there is no boundary within `ContinuousClock.now`.
        let pattern = pattern.wordBoundaryKind(.simple)
        return searched.enumerated().filter { $0.element.contains(pattern) }.map { place($0.offset) }
    }

    func place(_ index: Int) -> String {
        let line = index < lines.count ? lines[index].trimmingCharacters(in: .whitespaces) : ""
        return "\(path):\(index + 1)  \(line.prefix(100))"
    }
}
