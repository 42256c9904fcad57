import ArgumentParser
import Foundation
import OFD

/// `magpie contract …`: contracts as OFD files.
struct Contract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make, show, sign and verify contracts (OFD, GB/T 33190).",
        subcommands: [Render.self, Show.self, Sign.self, Verify.self, Key.self])
}

/// Files of a contract command, with a sentence when one cannot be read or written.
enum ContractFile {
    static func bytes(_ path: String) throws -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path) cannot be read.")
        }
        return data
    }

    static func text(_ path: String) throws -> String {
        guard let text = String(data: try bytes(path), encoding: .utf8) else {
            throw ValidationError("\(path) is not text.")
        }
        return text
    }

    static func write(_ data: Data, to path: String) throws {
        // What goes wrong most often; the system's own words for it are a number.
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw ValidationError("\(path) cannot be written: it is a folder.")
        }
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw ValidationError("\(path) cannot be written: \(error.localizedDescription)")
        }
    }

    /// Runs a piece of work on one file and puts the file's name before what goes wrong.
    static func about<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let failure as SigningFailure {
            throw ValidationError("\(path): \(failure)")
        } catch let refusal as PackageRefusal {
            throw ValidationError("\(path): \(refusal)")
        } catch let refusal as ReadingRefusal {
            throw ValidationError("\(path): \(refusal)")
        } catch let refusal as LayoutRefusal {
            throw ValidationError("\(path): \(refusal)")
        } catch let refusal as TemplateRefusal {
            throw ValidationError("\(path): \(refusal)")
        }
    }

    static func key(_ path: String) throws -> PrivateKey {
        try about(path) { try PrivateKey(pem: text(path)) }
    }

    static func certificate(_ path: String) throws -> Certificate {
        try about(path) { try Certificate(pem: text(path)) }
    }

    /// The roots in a file, or in all files of a folder.
    static func roots(_ path: String) throws -> TrustStore {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ValidationError("\(path) is not there.")
        }
        let files =
            isFolder.boolValue
            ? try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { "\(path)/\($0)" } : [path]
        var roots: [Certificate] = []
        for file in files where !isFolder.boolValue || [".pem", ".crt", ".cer"].contains(where: file.hasSuffix) {
            roots += try about(file) { try Certificate.all(pem: text(file)) }
        }
        guard !roots.isEmpty else { throw ValidationError("\(path) holds no certificate in PEM.") }
        return TrustStore(roots: roots)
    }
}
