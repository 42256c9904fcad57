import ArgumentParser
import Foundation
import OFD

/// `magpie contract …`: contracts as OFD files.
struct Contract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make, show, sign and verify contracts (OFD, GB/T 33190).",
        subcommands: [Render.self, Show.self, Sign.self, Verify.self, Key.self])
}

/// What contract commands find in files, with the file's name before what is wrong.
enum ContractFile {
    /// Runs a piece of work on one file and puts the file's name before what goes wrong.
    static func about<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        try CommandFile.naming(
            path, in: SigningFailure.self, PackageRefusal.self, ReadingRefusal.self, LayoutRefusal.self,
            TemplateRefusal.self, work: work)
    }

    static func key(_ path: String) throws -> PrivateKey {
        try about(path) { try PrivateKey(pem: CommandFile.text(path)) }
    }

    static func certificate(_ path: String) throws -> Certificate {
        try about(path) { try Certificate(pem: CommandFile.text(path)) }
    }

    /// The roots in a file, or in all files of a folder.
    static func roots(_ path: String) throws -> TrustStore {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ValidationError("\(path) is not there.")
        }
        let files =
            isFolder.boolValue
            ? try Folder.names(path).map { "\(path)/\($0)" } : [path]
        var roots: [Certificate] = []
        for file in files where !isFolder.boolValue || [".pem", ".crt", ".cer"].contains(where: file.hasSuffix) {
            roots += try about(file) { try Certificate.all(pem: CommandFile.text(file)) }
        }
        guard !roots.isEmpty else { throw ValidationError("\(path) holds no certificate in PEM.") }
        return TrustStore(roots: roots)
    }
}
