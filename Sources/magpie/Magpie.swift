import ArgumentParser
import Foundation

/// One binary: the server and its tools.
@main
struct Magpie: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "magpie", abstract: "From the first hello to a signed, paid deal.", version: Version.current,
        subcommands: [
            Serve.self, Migrate.self, Backup.self, Restore.self, Replay.self, Seed.self, Audit.self, ResetPassword.self,
            Train.self, Evaluate.self, Contract.self, Decision.self, OCR.self, Voice.self, Doctor.self,
        ])

    /// Data, keys and backups are for their owner only, whatever the shell's own mask says.
    static func main() async {
        umask(0o077)
        await main(nil)
    }
}
