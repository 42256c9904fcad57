import ArgumentParser
import Foundation
import Journey
import OFD

extension Contract {
    /// `magpie contract key`: identities for trying things out.
    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key", abstract: "Make test identities.", subcommands: [Create.self])
    }
}

extension Contract.Key {
    /// `magpie contract key new`: a test identity with everything that signing needs.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "Make a TEST identity: key, certificate and seal. Nobody should trust it.",
            discussion: """
                Writes key.pem, cert.pem, seal.esl and seal.png into the folder --out. The test authority behind it is \
                made once in --authority and used again: root, seal maker and timestamps (tsa.key.pem, tsa.cert.pem); \
                its folder trust/ is what `contract verify --trust` takes. A key that is in --out already stays there, \
                unless --replace says that it may be lost.
                """)
        @Option(help: "The name on certificate and seal.") var name: String
        @Option(help: "Folder to write to.") var out: String
        @Option(help: "Folder of the test authority; made when it is not there. Default: OUT/authority.")
        var authority: String?
        @Option(help: "Width and height of the seal, in millimetres.") var sealMillimetres = 40
        @Flag(help: "Write over an identity that is there already.") var replace = false
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            guard replace || !FileManager.default.fileExists(atPath: "\(out)/key.pem") else {
                throw ValidationError("\(out)/key.pem is there already; --replace writes over it.")
            }
            let now = Ambience.live.now().date
            let folder = AuthorityFolder(path: authority ?? "\(out)/authority")
            let issuer = try folder.opened(at: now)
            let picture = SealPicture.round(millimetres: sealMillimetres)
            let identity = try ContractFile.about(out) {
                try issuer.identity(named: name, from: now, serial: Ambience.live.bytes(16), picture: picture)
            }
            try AuthorityFolder.make(out)
            try CommandFile.write(Data(identity.key.pem().utf8), to: "\(out)/key.pem")
            try CommandFile.write(Data(identity.certificate.pem.utf8), to: "\(out)/cert.pem")
            try CommandFile.write(Data(identity.seal.der), to: "\(out)/seal.esl")
            try CommandFile.write(Data(picture.data), to: "\(out)/seal.png")
            print(
                try Printed.json(
                    ["testIdentity": name, "folder": out, "authority": folder.path, "trust": "\(folder.path)/trust"]))
        }
    }
}

/// A test authority on disk.
struct AuthorityFolder {
    let path: String

    /// The authority in the folder, made now if the folder has none.
    func opened(at now: Date) throws -> TestAuthority {
        guard FileManager.default.fileExists(atPath: "\(path)/root.key.pem") else { return try made(at: now) }
        return TestAuthority(root: try pair("root"), sealMaker: try pair("maker"), timestamping: try pair("tsa"))
    }

    static func make(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ValidationError("The folder \(path) cannot be made: \(error.localizedDescription)")
        }
    }

    private func made(at now: Date) throws -> TestAuthority {
        let authority = try TestAuthority(from: now, serials: (0..<3).map { _ in Ambience.live.bytes(16) })
        try Self.make("\(path)/trust")
        for (name, pair) in [
            ("root", authority.root), ("maker", authority.sealMaker), ("tsa", authority.timestamping),
        ] {
            try CommandFile.write(Data(pair.key.pem().utf8), to: "\(path)/\(name).key.pem")
            try CommandFile.write(Data(pair.certificate.pem.utf8), to: "\(path)/\(name).cert.pem")
            if name != "maker" {
                try CommandFile.write(Data(pair.certificate.pem.utf8), to: "\(path)/trust/\(name).pem")
            }
        }
        return authority
    }

    private func pair(_ name: String) throws -> TestAuthority.KeyAndCertificate {
        let (key, certificate) = ("\(path)/\(name).key.pem", "\(path)/\(name).cert.pem")
        return try ContractFile.about(certificate) {
            try .init(key: ContractFile.key(key), certificate: ContractFile.certificate(certificate))
        }
    }
}
