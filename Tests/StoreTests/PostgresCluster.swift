import Foundation
import Synchronization

@testable import Store

/// A PostgreSQL server for the tests: the one at `MAGPIE_TEST_POSTGRES`, or one that is started in a temporary folder
/// on a Unix socket and dies with the test process.
///
/// Its default collation is English by ICU, so that a text column that forgot `COLLATE "C"` is found out.
final class PostgresCluster: Sendable {
    static let given = ProcessInfo.processInfo.environment["MAGPIE_TEST_POSTGRES"]
    static let isAvailable = given != nil || PostgresArchive.find("initdb") != nil
    static let shared = Result { try PostgresCluster() }

    /// Up to the database's name.
    private let base: String
    private let query: String
    private let lifeline: Pipe?
    private let server: Process?
    let folder: String?

    struct Failed: Error, CustomStringConvertible { let description: String }

    private init() throws {
        if let given = Self.given {
            let parts = given.split(separator: "?", maxSplits: 1).map(String.init)
            base = parts[0].split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            query = parts.count == 2 ? "?" + parts[1] : ""
            (lifeline, server, folder) = (nil, nil, nil)
            return
        }
        // A socket's path has at most 107 bytes.
        let folder = "/tmp/magpie-pg-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let bin = URL(fileURLWithPath: PostgresArchive.find("initdb") ?? "").deletingLastPathComponent().path
        let script = Self.script(bin: bin, folder: folder)
        let process = Process()
        let lifeline = Pipe()
        process.standardInput = lifeline
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        if getuid() == 0 {
            // The server refuses to run as root.
            if let user = getpwnam("postgres") { chown(folder, user.pointee.pw_uid, user.pointee.pw_gid) }
            process.executableURL = URL(fileURLWithPath: "/usr/sbin/runuser")
            process.arguments = ["-u", "postgres", "--", "/bin/sh", "-c", script]
        } else {
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", script]
        }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        try process.run()
        (self.folder, self.lifeline, server) = (folder, lifeline, process)
        base = "postgres://postgres@" + folder.replacing("/", with: "%2F")
        query = ""
        try waitUntilReady()
    }

    /// The shell waits for the end of its input, which comes when the test process ends in whatever way.
    private static func script(bin: String, folder: String) -> String {
        """
        set -e
        \(bin)/initdb -D \(folder)/data -U postgres -A trust -N -E UTF8 --locale=C.UTF-8 \
            --locale-provider=icu --icu-locale=en-US >\(folder)/initdb.log 2>&1
        \(bin)/postgres -D \(folder)/data -k \(folder) -c listen_addresses= -c fsync=off -c max_connections=300 \
            -c deadlock_timeout=50ms >\(folder)/server.log 2>&1 </dev/null &
        server=$!
        read -r never || true
        kill -INT $server
        wait $server
        cd /tmp && rm -rf \(folder)
        """
    }

    private func waitUntilReady() throws {
        var last: any Error = Failed(description: "not started")
        for _ in 0..<600 {
            do {
                _ = try PostgresConnection(PostgresAddress(url(of: "postgres")))
                return
            } catch {
                last = error
                Thread.sleep(forTimeInterval: 0.05)
            }
            if server?.isRunning == false { break }
        }
        let log = folder.flatMap { try? String(contentsOfFile: $0 + "/initdb.log", encoding: .utf8) } ?? ""
        throw Failed(description: "PostgreSQL did not start: \(last) \(log)")
    }

    func url(of database: String) -> String { base + "/" + database + query }

    /// Creates an empty database and returns its address.
    func freshDatabase() throws -> String {
        let name = "magpie_" + UUID().uuidString.lowercased().replacing("-", with: "")
        let connection = try PostgresConnection(PostgresAddress(url(of: "postgres")))
        try connection.command("CREATE DATABASE \(name) TEMPLATE template0")
        return url(of: name)
    }

    /// Runs one statement outside of any store.
    static func command(_ sql: String, at url: String) throws {
        try PostgresConnection(PostgresAddress(url)).command(sql)
    }
}
