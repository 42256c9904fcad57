import Foundation
import Store

/// A PostgreSQL server for the tests: the one at `MAGPIE_TEST_POSTGRES`, or one that is started in a temporary folder
/// on a Unix socket and dies with the test process.
final class PostgresServer: Sendable {
    static let given = ProcessInfo.processInfo.environment["MAGPIE_TEST_POSTGRES"]
    static let isAvailable = given != nil || tools != nil
    static let address = Task { try await started() }

    struct Failed: Error {}

    /// The folder with `initdb` and `postgres`.
    private static let tools: String? = {
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return (path + versions.sorted().reversed().map { "/usr/lib/postgresql/\($0)/bin" })
            .first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    }()

    /// Open as long as this process lives: the server's shell waits for its end.
    private static let lifeline = Pipe()

    private static func started() async throws -> String {
        if let given { return given }
        // A socket's path has at most 107 bytes.
        let folder = "/tmp/magpie-talk-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let process = Process()
        process.standardInput = lifeline
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let script = script(tools: tools ?? "", folder: folder)
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script]
        if getuid() == 0 {
            // The server refuses to run as root.
            if let user = getpwnam("postgres") { chown(folder, user.pointee.pw_uid, user.pointee.pw_gid) }
            process.executableURL = URL(fileURLWithPath: "/usr/sbin/runuser")
            process.arguments = ["-u", "postgres", "--", "/bin/sh", "-c", script]
        }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        try process.run()
        let address = "postgres://postgres@" + folder.replacing("/", with: "%2F") + "/postgres"
        for _ in 0..<300 {
            if let store = try? await Store(.postgres(url: address), migrations: []) {
                try await store.close()
                return address
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Failed()
    }

    private static func script(tools: String, folder: String) -> String {
        """
        set -e
        \(tools)/initdb -D \(folder)/data -U postgres -A trust -N -E UTF8 --locale=C.UTF-8 \
            --locale-provider=icu --icu-locale=en-US >\(folder)/initdb.log 2>&1
        \(tools)/postgres -D \(folder)/data -k \(folder) -c listen_addresses= -c fsync=off -c max_connections=300 \
            -c deadlock_timeout=50ms >\(folder)/server.log 2>&1 </dev/null &
        server=$!
        read -r never || true
        kill -INT $server
        wait $server
        cd /tmp && rm -rf \(folder)
        """
    }
}
