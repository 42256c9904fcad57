import ArgumentParser
import Foundation
import Journey
import Logging
import Security
import Staff
import Store

/// A logger for commands: warnings only, on standard error.
func commandLogger() -> Logger {
    var logger = Logger(label: "magpie") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    return logger
}

/// `magpie migrate`: brings the schema up to date without serving.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database's schema up to date.")
    @OptionGroup var place: DataPlace

    func run() async throws {
        let built = try await Built(place.options(), logger: commandLogger())
        try await built.store.close()
        print("The schema is up to date.")
    }
}

/// `magpie backup FILE`: a copy as of one moment, while the server runs.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database to a file while it is in use. The master key is never in it: keep it apart.")
    @OptionGroup var place: DataPlace
    @Argument(help: "The file to write; it must not exist.") var file: String

    func run() async throws {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw ValidationError("\(file) exists already; a backup never overwrites one.")
        }
        let built = try await Built(place.options(), logger: commandLogger())
        try await built.store.backup(to: file)
        try await built.store.close()
        print("\(file) holds the database. It does not hold \(place.data)/\(MasterKey.fileName): keep that file apart.")
    }
}

/// `magpie restore FILE`: into an empty data folder.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup into an empty data folder or an empty PostgreSQL database.")
    @OptionGroup var place: DataPlace
    @Argument(help: "A file written by `magpie backup`.") var file: String

    func run() async throws {
        try FileManager.default.createDirectory(atPath: place.data, withIntermediateDirectories: true)
        try await Store.restore(from: file, to: Built.location(place.options()))
        let built = try await Built(place.options(), logger: commandLogger())
        let verdict = try await built.audit.verify()
        try await built.store.close()
        print("Restored. Audit log: \(verdict.isWhole ? "whole" : verdict.reason), \(verdict.rows) rows.")
        print("Put the installation's \(MasterKey.fileName) into \(place.data) if it is not there yet.")
    }
}

/// `magpie replay`: makes the projections again from the facts.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make all figures again from the log of facts, while the server is stopped.")
    @OptionGroup var place: DataPlace

    func run() async throws {
        let built = try await Built(place.options(), logger: commandLogger())
        let facts = try await built.store.replay(built.arrows(boardChanged: {}))
        try await built.store.close()
        print("\(facts) facts replayed.")
    }
}

/// `magpie audit verify`: checks the chain of the audit log.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The audit log.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that no row of the audit log was changed, removed or put in.")
        @OptionGroup var place: DataPlace
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let built = try await Built(place.options(), logger: commandLogger())
            let verdict = try await built.audit.verify()
            try await built.store.close()
            if json {
                let fault = verdict.isWhole ? nil : verdict.reason
                print(
                    try Printed.json(
                        Report(ok: verdict.isWhole, rows: verdict.rows, firstBad: verdict.firstBad, reason: fault)))
            } else {
                print(verdict.isWhole ? "Whole: \(verdict.rows) rows." : "Damaged: \(verdict.reason)")
            }
            if !verdict.isWhole { throw ExitCode.failure }
        }

        private struct Report: Encodable {
            let ok: Bool
            let rows: Int64
            let firstBad: Int64?
            let reason: String?
        }
    }
}

/// `magpie reset-password LOGIN`: for the operator who has lost the last one.
struct ResetPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-password", abstract: "Give a colleague a new initial password, to be changed at sign-in.")
    @OptionGroup var place: DataPlace
    @Argument(help: "The login.") var login: String

    func run() async throws {
        let built = try await Built(place.options(), logger: commandLogger())
        let agent = try await built.store.read { try built.staff.agent(login: login, as: .system, in: $0) }
        guard let agent else { throw ValidationError("Nobody signs in as \(login).") }
        let password = try await built.accounts.resetPassword(of: agent.id, as: .system)
        try await built.store.close()
        print(password)
    }
}
