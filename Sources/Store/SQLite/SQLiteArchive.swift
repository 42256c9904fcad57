import Foundation
import GRDB

/// Backup and restore of a database file.
enum SQLiteArchive {
    /// Copies the database page by page, as of one moment, into a file that does not exist yet.
    static func copy(_ pool: DatabasePool, to path: String) throws {
        try intoNewFile(path) { partial in
            let copy = try DatabaseQueue(path: partial)
            try pool.backup(to: copy)
            try settle(copy)
        }
    }

    /// Checks the backup and copies it to a file that does not exist yet.
    static func restore(from path: String, to target: String) async throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StoreFailure.backup(detail: "\(path) does not exist")
        }
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global(qos: .userInitiated).async {
                continuation.resume(
                    with: Result {
                        try intoNewFile(target) { partial in
                            // A copy first: opening a database writes beside it.
                            try FileManager.default.copyItem(atPath: path, toPath: partial)
                            try settle(DatabaseQueue(path: partial))
                        }
                    })
            }
        }
    }

    /// Checks every page and leaves one file without a log beside it.
    private static func settle(_ queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { database in
            let verdict = try String.fetchAll(database, sql: "PRAGMA integrity_check(3)")
            guard verdict == ["ok"] else {
                throw StoreFailure.backup(detail: "damaged: \(verdict.joined(separator: "; "))")
            }
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        try queue.close()
    }

    private static func intoNewFile(_ path: String, _ fill: (_ partial: String) throws -> Void) throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else { throw StoreFailure.backup(detail: "\(path) exists") }
        let partial = path + ".partial"
        for ending in ["", "-wal", "-shm", "-journal"] { try? files.removeItem(atPath: partial + ending) }
        do {
            try fill(partial)
            try files.moveItem(atPath: partial, toPath: path)
        } catch {
            for ending in ["", "-wal", "-shm", "-journal"] { try? files.removeItem(atPath: partial + ending) }
            if error is StoreFailure { throw error }
            throw StoreFailure.backup(detail: String(describing: error))
        }
    }
}
