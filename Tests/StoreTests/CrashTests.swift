import Foundation
import Journey
import Testing

@testable import Store

/// Faults that only a process of its own can have: the test binary runs itself again as a writing child.
@Suite(
    "Crashes and full disks", .enabled(if: ChildWriter.executable != nil, "skipped: the test binary is not to be found")
)
struct CrashTests {
    @Test("kill -9 of a writing process loses no acknowledged row and leaves a sound file")
    func kill() async throws {
        for round in 0..<3 {
            let path = TestFolder.make() + "/magpie.db"
            let child = try ChildWriter(path: path, fileBytesMax: nil)
            let acknowledged = try child.acknowledgements(atLeast: 40 + 30 * round) { child.kill() }
            #expect(acknowledged.count >= 40)
            let store = try await Store(.sqlite(path: path), migrations: TestSchema.migrations)
            let kept = try await store.read { reader in
                Set(try reader.query("SELECT id FROM thing").map { try $0.get("id", as: Int.self) })
            }
            #expect(kept.isSuperset(of: acknowledged))
            #expect(try await store.count("SELECT count(*) AS n FROM fact") == kept.count)
            #expect(try await store.count("SELECT sum(next - 1) AS n FROM fact_partition") == kept.count)
            #expect(try await store.read { try $0.query("PRAGMA integrity_check")[0].values } == [.text("ok")])
            try await store.close()
        }
    }

    @Test("a write that the disk refuses is an error to its sender; what was acknowledged stays")
    func fileLimit() async throws {
        let path = TestFolder.make() + "/magpie.db"
        let child = try ChildWriter(path: path, fileBytesMax: 600_000)
        let acknowledged = try child.acknowledgements(atLeast: .max) {}
        #expect(child.said.contains { $0.hasPrefix("refused unavailable") })
        #expect(!acknowledged.isEmpty)
        let store = try await Store(.sqlite(path: path), migrations: TestSchema.migrations)
        let kept = try await store.read { reader in
            Set(try reader.query("SELECT id FROM thing").map { try $0.get("id", as: Int.self) })
        }
        #expect(kept == acknowledged)
        #expect(Set(child.numbers(after: "hook ")) == acknowledged)
        #expect(try await store.count("SELECT count(*) AS n FROM fact") == kept.count)
        try await store.close()
    }

    @Test("a full database refuses with unavailable, acknowledges nothing, and works on when there is room")
    func full() async throws {
        try await TestDatabase.sqlite.run { store async throws in
            let pages = try await store.write { tx in
                let used = try tx.query("PRAGMA page_count")[0].get("page_count", as: Int.self)
                _ = try tx.query("PRAGMA max_page_count = \(used + 20)")
                return used
            }
            let hooks = Notes<Int>()
            let outcomes = await withTaskGroup(of: (Int, StoreFailure?).self) { group in
                for number in 0..<100 {
                    group.addTask {
                        do {
                            try await store.write { tx in
                                let photo = [UInt8](repeating: 1, count: 10_000)
                                try tx.execute("INSERT INTO thing VALUES (?, ?, NULL, ?)", number, "t\(number)", photo)
                                try tx.record(Spoken(number: Int64(number)), on: "s")
                                tx.afterCommit { hooks.add(number) }
                            }
                            return (number, nil)
                        } catch { return (number, error as? StoreFailure) }
                    }
                }
                return await group.reduce(into: [(Int, StoreFailure?)]()) { $0.append($1) }
            }
            let refused = outcomes.compactMap(\.1)
            let kept = Set(outcomes.filter { $0.1 == nil }.map(\.0))
            #expect(refused.count > 90)
            #expect(!kept.isEmpty)
            #expect(refused.allSatisfy { if case .unavailable = $0 { true } else { false } })
            let stored = try await store.read {
                try $0.query("SELECT id FROM thing").map { try $0.get("id", as: Int.self) }
            }
            #expect(Set(stored) == kept)
            #expect(Set(hooks.all) == kept)
            _ = try await store.write { try $0.query("PRAGMA max_page_count = \(pages + 10_000)") }
            try await store.write { try $0.execute("INSERT INTO thing (id, name) VALUES (1000, 'after')") }
            #expect(try await store.count("SELECT count(*) AS n FROM thing") == kept.count + 1)
            #expect(try await store.count("SELECT count(*) AS n FROM fact") == kept.count)
        }
    }
}

/// The child's side: writes rows from several tasks and says which were acknowledged.
@Suite("Child process", .enabled(if: ChildWriter.path != nil))
struct ChildProcess {
    @Test("writes until it is killed or refused")
    func write() async throws {
        guard let path = ChildWriter.path else { return }
        let store = try await Store(.sqlite(path: path), migrations: TestSchema.migrations)
        if let bytes = ChildWriter.fileBytesMax {
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
            #expect(setrlimit(ChildWriter.fileSize, &limit) == 0)
        }
        await withDiscardingTaskGroup { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<100_000 {
                        let id = number * 8 + writer
                        do {
                            try await store.write { tx in
                                try tx.execute("INSERT INTO thing (id, name) VALUES (?, ?)", id, "t\(id)")
                                try tx.record(Spoken(number: Int64(id)), on: "s\(writer)")
                                tx.afterCommit { ChildWriter.say("hook \(id)") }
                            }
                            ChildWriter.say("acknowledged \(id)")
                        } catch {
                            return ChildWriter.say(
                                "refused \((error as? StoreFailure)?.reason.rawValue ?? "?") \(error)")
                        }
                    }
                }
            }
        }
    }
}

/// Starts the test binary once more, with only the child's test.
final class ChildWriter {
    static let pathKey = "MAGPIE_TEST_CHILD_DATABASE"
    static let bytesKey = "MAGPIE_TEST_CHILD_FILE_BYTES"
    static let path = ProcessInfo.processInfo.environment[pathKey]
    static let fileBytesMax = ProcessInfo.processInfo.environment[bytesKey].flatMap(UInt.init)
    static let executable: String? = {
        let found = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        return path == nil && found?.hasSuffix(".xctest") == true ? found : nil
    }()
    #if canImport(Glibc)
        static let fileSize = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #else
        static let fileSize = RLIMIT_FSIZE
    #endif

    private let process = Process()
    private let output = Pipe()
    private(set) var said: [String] = []

    init(path: String, fileBytesMax: Int?) throws {
        process.executableURL = URL(fileURLWithPath: Self.executable ?? "")
        process.arguments = ["--testing-library", "swift-testing", "--filter", "ChildProcess"]
        var environment = ProcessInfo.processInfo.environment
        environment[Self.pathKey] = path
        environment[Self.bytesKey] = fileBytesMax.map { String($0) }
        process.environment = environment
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    func numbers(after word: String) -> [Int] { said.flatMap { Self.number(in: $0, after: word) } }

    private static func number(in line: String, after word: String) -> [Int] {
        line.hasPrefix(word) ? Int(line.dropFirst(word.count)).map { [$0] } ?? [] : []
    }

    /// Reads what the child says to its end; runs the closure once so many rows were acknowledged.
    func acknowledgements(atLeast enough: Int, then act: () -> Void) throws -> Set<Int> {
        var (rest, acknowledged, hasActed) = ([UInt8](), Set<Int>(), false)
        while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
            rest += data
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: rest[..<end], as: UTF8.self)
                rest.removeSubrange(...end)
                said.append(line)
                acknowledged.formUnion(Self.number(in: line, after: "acknowledged "))
            }
            if acknowledged.count >= enough, !hasActed {
                hasActed = true
                act()
            }
        }
        process.waitUntilExit()
        return acknowledged
    }
}
