import Foundation

/// Backup and restore with PostgreSQL's own tools, which must be installed beside the server.
struct PostgresArchive {
    private let address: PostgresAddress

    init(_ address: PostgresAddress) { self.address = address }

    /// Writes an archive in custom format, as of one moment.
    func dump(to path: String) async throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreFailure.backup(detail: "\(path) exists")
        }
        let partial = path + ".partial"
        do {
            try await run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--file=" + partial])
            try FileManager.default.moveItem(atPath: partial, toPath: path)
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
    }

    /// Reads an archive into an empty database, all or nothing.
    func restore(from path: String) async throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StoreFailure.backup(detail: "\(path) does not exist")
        }
        try await run("pg_restore", ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", path])
    }

    private func run(_ tool: String, _ arguments: [String]) async throws {
        guard let executable = Self.find(tool) else {
            throw StoreFailure.backup(detail: "\(tool) is not installed (package postgresql-client)")
        }
        let (connection, password) = try address.withoutPassword()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = ["--no-password", "--dbname=" + connection] + arguments
        var environment = ProcessInfo.processInfo.environment
        environment["PGPASSWORD"] = password ?? environment["PGPASSWORD"]
        process.environment = environment
        let complaints = Pipe()
        process.standardError = complaints
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        let status = try await status(of: process, tool)
        guard status == 0 else {
            let said = (try? complaints.fileHandleForReading.readToEnd()) ?? Data()
            let sentence = String(decoding: said.prefix(2000), as: UTF8.self)
            throw StoreFailure.backup(detail: "\(tool): \(sentence.trimmingCharacters(in: .whitespacesAndNewlines))")
        }
    }

    private func status(of process: Process, _ tool: String) async throws -> Int32 {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: StoreFailure.backup(detail: "\(tool): \(error.localizedDescription)"))
            }
        }
    }

    /// On the path, or where Debian keeps the tools of each version; the newest reads all servers.
    static func find(_ tool: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/usr/local/bin"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let installed = versions.sorted { (Double($0) ?? 0) > (Double($1) ?? 0) }.map {
            "/usr/lib/postgresql/\($0)/bin"
        }
        return (installed + path.split(separator: ":").map(String.init)).map { $0 + "/" + tool }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
