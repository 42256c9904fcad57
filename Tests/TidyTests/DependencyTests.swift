import Foundation
import Testing

/// Who may know whom: stages never know each other, engines know nothing of the house.
@Suite struct DependencyTests {
    static let engines: Set = ["Expressions", "Learning", "Perception", "OFD"]
    static let company: Set = ["Staff", "Calendar", "Catalogue"]
    static let stages: Set = [
        "Channels", "Conversations", "Customers", "Understanding", "Routing", "Scripts", "Recommendations", "Workflow",
        "Contracts", "Payments", "Success", "Analytics",
    ]
    static let shims: Set = [
        "CPq", "CSQLite", "CArgon2", "CXML2", "COpenSSL", "CZlib", "COpenVINO", "CTurboJPEG", "CPNG", "CWebP",
        "WebAssets", "DemoAssets",
    ]

    /// What a module of ours may import of ours.
    static func allowed(_ module: String) -> Set<String> {
        let platform: Set = ["Journey", "Store", "Security", "Markup"]
        switch module {
        case "Journey": return []
        case "Markup": return ["CXML2"]
        case "OFD": return ["Journey", "Markup", "COpenSSL", "CZlib"]
        case "Perception": return ["Journey", "Markup", "COpenVINO", "CTurboJPEG", "CPNG", "CWebP"]
        case _ where engines.contains(module): return ["Journey", "Markup"]
        case "Store": return ["Journey", "CPq", "CSQLite"]
        case "Security": return ["Journey", "Store", "CArgon2"]
        case "Connectors": return platform
        case "Screens": return platform
        case _ where company.contains(module): return platform.union(engines)
        case _ where stages.contains(module): return platform.union(company).union(engines).union(["Connectors"])
        case "Web": return platform.union(company).union(stages).union(["Screens", "WebAssets"])
        case "magpie": return Checkout.modules.union(shims)
        default: return []
        }
    }

    /// Foreign modules that only some of ours may know.
    static let foreign: [String: Set<String>] = [
        "Hummingbird": ["Web"], "HummingbirdCore": ["Web"], "HummingbirdTLS": ["Web"], "HTTPTypes": ["Web"],
        "NIOHTTPTypes": ["Web"], "NIOHTTPTypesHTTP1": ["Web"], "NIOWebSocket": ["Web"], "NIOSSL": ["Web"],
        "NIOPosix": ["Web"], "NIOHTTP1": ["Web", "Connectors"], "NIOCore": ["Web", "Connectors", "magpie"],
        "NIOFoundationCompat": ["Web", "Connectors", "magpie"], "AsyncHTTPClient": ["Connectors", "magpie"],
        "GRDB": ["Store"], "CPq": ["Store"], "CSQLite": ["Store"], "Crypto": ["Security", "OFD"],
        "CArgon2": ["Security"], "CXML2": ["Markup"],
        "COpenSSL": ["OFD"], "CZlib": ["OFD"], "COpenVINO": ["Perception"], "CTurboJPEG": ["Perception"],
        "CPNG": ["Perception"], "CWebP": ["Perception"], "ArgumentParser": ["magpie"], "WebAssets": ["Web"],
        "DemoAssets": ["magpie"],
    ]

    @Test("Every module has a place in the house")
    func places() {
        let known = Self.engines.union(Self.company).union(Self.stages).union(Self.shims)
            .union(["Journey", "Store", "Security", "Connectors", "Screens", "Web", "Markup", "magpie"])
        #expect(Checkout.modules.subtracting(known).isEmpty)
    }

    @Test("No module imports one of ours that it must not know; so no stage imports another stage")
    func ours() {
        let ours = Checkout.modules.union(Self.shims)
        let wrong = Checkout.sources.flatMap { file in
            Set(file.imports).intersection(ours).subtracting(Self.allowed(file.module)).subtracting([file.module])
                .sorted().map { "\(file.path) imports \($0)" }
        }
        expectNone(wrong, except: Ratchets.imports, "imports against the direction of the house")
    }

    @Test("The manifest gives no module a dependency that it must not import")
    func manifest() throws {
        let text = try String(contentsOf: Checkout.root.appending(path: "Package.swift"), encoding: .utf8)
        let target = #/(?s)\.(?:executableTarget|target)\(\s*name: "(\w+)",\s*dependencies: \[(.*?)\]\s*,/#
        let found = text.matches(of: target)
        #expect(found.count > 10, "the manifest could not be read")
        let ours = Checkout.modules.union(Self.shims)
        let wrong = found.flatMap { match in
            let named = Set(match.2.matches(of: #/"(\w+)"/#).map { String($0.1) })
            let module = String(match.1)
            return named.intersection(ours).subtracting(Self.allowed(module)).sorted()
                .map { "\(module) depends on \($0)" }
        }
        expectNone(wrong, except: Ratchets.dependencies, "dependencies against the direction of the house")
    }

    @Test("The web framework stays in Web, the database drivers in Store, cryptography in Security")
    func drivers() {
        let wrong = Checkout.sources.flatMap { file in
            file.imports.filter { Self.foreign[$0].map { !$0.contains(file.module) } ?? false }
                .map { "\(file.path) imports \($0)" }
        }
        expectNone(wrong, except: Ratchets.foreign, "foreign modules out of their place")
    }

    @Test("A stage has one door, a file of the stage's own name")
    func doors() {
        let stages = Checkout.modules.intersection(Self.stages.union(Self.company))
        let doors = Set(Checkout.sources.map(\.path))
        expectNone(stages.filter { !doors.contains("Sources/\($0)/\($0).swift") }.sorted(), "stages without a door")
    }

    @Test("A module has tests of its own, apart from those that the ratchet names")
    func tested() {
        let tested = Set(Checkout.tests.map(\.module))
        let without = Checkout.modules.filter { !tested.contains("\($0)Tests") }.sorted()
        expectNone(without, except: Ratchets.modulesWithoutTests, "modules without tests")
    }

    @Test("Tests that are written are also run: the manifest names every folder of them")
    func run() throws {
        let manifest = try String(contentsOf: Checkout.root.appending(path: "Package.swift"), encoding: .utf8)
        let named = Set(manifest.matches(of: #/\.testTarget\(\s*name: "(\w+)"/#).map { String($0.1) })
        let written = Set(Checkout.tests.map(\.module)).filter { $0.hasSuffix("Tests") }
        expectNone(
            written.subtracting(named).sorted(), except: Ratchets.testsNotRun, "tests that the manifest does not name")
    }

    @Test("Engines do no I/O and know no network, database, thread or file of the house")
    func engines() {
        let foundations: Set = ["Foundation", "Synchronization", "Glibc", "Darwin"]
        let wrong = Checkout.sources.filter { Self.engines.contains($0.module) }.flatMap { file in
            Set(file.imports).subtracting(foundations).subtracting(Self.allowed(file.module)).sorted().map {
                "\(file.path) imports \($0)"
            }
        }
        expectNone(wrong, "engines that know more than they should")
    }
}
