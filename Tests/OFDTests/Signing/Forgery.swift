import Foundation

@testable import OFD

/// A contract that the first party signs, with one thing done otherwise than our own signing does it.
struct Forgery {
    let parties: Parties
    var package: OFDPackage
    /// What `Signature.xml` says.
    var file: SignatureFile
    var seal: ElectronicSeal
    var certificate: Certificate
    var key: PrivateKey
    var time = Parties.signingTime

    static let folder = "Doc_0/Signs/Sign_0"

    init() throws {
        parties = try Parties.ready()
        let signer = parties.signers[0]
        let signing = try ContractSigning(Parties.contract(), by: signer, in: "seller", at: Parties.signingTime)
        package = try OFDPackage(reading: signing.written())
        file = try SignatureFile(xml: [UInt8](package["\(Self.folder)/Signature.xml"] ?? Data()))
        (seal, certificate, key) = (signer.seal, signer.certificate, signer.key)
    }

    /// Takes new digests of all files that are referenced.
    mutating func digestAgain(by digest: Digest = .sm3) throws {
        file.checkMethod = digest.identifier
        file.references = try file.references.map { reference in
            .init(path: reference.path, digest: try digest.of(package[String(reference.path.dropFirst())] ?? Data()))
        }
    }

    /// DER of the signature, over the file as it is now; no check of ours stands in the way.
    func value() throws -> [UInt8] {
        let signed = DERWriter.sequence(
            DERWriter.integer(4), seal.der, DERWriter.time(time), DERWriter.bits(try Digest.sm3.of(file.xml())),
            DERWriter.ia5("/\(Self.folder)/Signature.xml"))
        return DERWriter.sequence(
            signed, DERWriter.octets(certificate.der), try DERWriter.identifier(SM2.algorithm),
            DERWriter.bits(try key.sign(signed)))
    }

    /// The finished contract.
    func written(value: [UInt8]? = nil) throws -> Data {
        var written = package
        written["\(Self.folder)/Signature.xml"] = Data(file.xml())
        written["\(Self.folder)/SignedValue.dat"] = Data(try value ?? self.value())
        return try PackageForm.bytes(of: written)
    }

    /// The report on it, at the day of signing.
    func report(value: [UInt8]? = nil, trusted: Bool = false) throws -> ContractReport {
        Parties.verification(trusted ? parties.authority.trust : nil).report(on: try written(value: value))
    }
}
