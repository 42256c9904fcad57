import ArgumentParser
import Foundation
import Journey
import OFD

extension Contract {
    /// `magpie contract sign`: one party's signature with a seal.
    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign",
            abstract: "Sign a contract with SM2 and a seal (GB/T 38540), perhaps with a timestamp.",
            discussion: """
                The place is a field that the contract declares, or a page and the seal's top left corner. With one of \
                the --tsa options the signature gets a timestamp (RFC 3161); when the authority cannot be reached \
                nothing is signed, unless --without-timestamp says that this will do.
                """)
        @Argument(help: "The contract, an OFD file.") var file: String
        @Option(help: "The private key in PEM, on the SM2 curve.") var key: String
        @Option(help: "The certificate in PEM.") var cert: String
        @OptionGroup var seal: SealOptions
        @OptionGroup var place: PlaceOptions
        @OptionGroup var stamping: TimestampOptions
        @Option(help: "The signed contract to write.") var out: String
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            let now = Ambience.live.now().date
            let signer = try signer(at: now)
            let package = try ContractFile.about(file) { try OFDPackage(reading: CommandFile.data(file)) }
            var signing = try ContractFile.about(file) { try place.signing(package, by: signer, at: now) }
            let isStamped = try await stamping.stamp(&signing, at: now)
            try CommandFile.write(ContractFile.about(file) { try signing.written() }, to: out)
            print(
                try Printed.json(
                    Report(
                        file: out, signer: signer.certificate.subject, seal: signer.seal.name,
                        time: now.ISO8601Format(), timestamp: isStamped)))
        }

        private func signer(at now: Date) throws -> ContractSigner {
            let key = try ContractFile.key(key)
            let certificate = try ContractFile.certificate(cert)
            let used = try seal.seal(of: certificate, key: key, at: now)
            return try ContractFile.about(cert) {
                try ContractSigner(key: key, certificate: certificate, seal: used)
            }
        }

        struct Report: Encodable {
            let file: String
            let signer: String
            let seal: String
            let time: String
            /// Whether a timestamp is in the signature.
            let timestamp: Bool
        }
    }
}

/// Which seal is shown.
struct SealOptions: ParsableArguments {
    @Option(help: "The seal to sign with, a .esl file of version 4.") var seal: String?
    @Option(help: "Instead: a picture (PNG) of which a seal is made that its holder signs.") var sealPicture: String?
    @Option(help: "Width and height of a seal made from a picture, in millimetres.") var sealMillimetres = 40

    func validate() throws {
        guard (seal == nil) != (sealPicture == nil) else { throw ValidationError("Give --seal or --seal-picture.") }
        guard (1...200).contains(sealMillimetres) else { throw ValidationError("A seal has 1 to 200 millimetres.") }
    }

    func seal(of certificate: Certificate, key: PrivateKey, at now: Date) throws -> ElectronicSeal {
        if let seal {
            return try ContractFile.about(seal) { try ElectronicSeal(der: [UInt8](CommandFile.data(seal))) }
        }
        guard let sealPicture else { throw ValidationError("Give --seal or --seal-picture.") }
        let data = try CommandFile.data(sealPicture)
        guard data.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { throw ValidationError("\(sealPicture) is not PNG.") }
        let picture = ElectronicSeal.Picture(
            format: "PNG", data: [UInt8](data), width: sealMillimetres, height: sealMillimetres)
        let draft = SealDraft(
            identifier: certificate.serial, name: certificate.commonName, holders: [certificate],
            validity: certificate.notBefore...certificate.notAfter, picture: picture)
        return try ContractFile.about(sealPicture) {
            try ElectronicSeal.made(from: draft, by: certificate, key: key, at: now)
        }
    }
}

/// Where the seal is shown.
struct PlaceOptions: ParsableArguments {
    @Option(help: "A signature field that the contract declares.") var field: String?
    @Option(help: "Instead: the page, from 1.") var page: Int?
    @Option(help: "The seal's left edge, in millimetres.") var x: Double?
    @Option(help: "The seal's upper edge, in millimetres.") var y: Double?

    func validate() throws {
        let given = [("--page", page != nil), ("--x", x != nil), ("--y", y != nil)]
        if field != nil, let extra = given.first(where: \.1) {
            throw ValidationError("Give --field or \(extra.0), not both.")
        }
        for (name, value) in [("--x", x), ("--y", y)] {
            if let value, !value.isFinite { throw ValidationError("\(name) is \(value), not a number.") }
        }
        guard field == nil, let missing = given.first(where: { !$0.1 }) else { return }
        guard given.contains(where: \.1) else { throw ValidationError("Give --field, or --page with --x and --y.") }
        throw ValidationError("A place needs --page, --x and --y; \(missing.0) is missing.")
    }

    func signing(_ package: OFDPackage, by signer: ContractSigner, at now: Date) throws -> ContractSigning {
        if let field { return try ContractSigning(package, by: signer, in: field, at: now) }
        guard let page, let x, let y else { throw ValidationError("Give --field, or --page with --x and --y.") }
        let picture = signer.seal.picture
        let box = StampBox(x: x, y: y, width: Double(picture.width), height: Double(picture.height))
        return try ContractSigning(package, by: signer, on: StampPlace(page: page, box: box), at: now)
    }
}
