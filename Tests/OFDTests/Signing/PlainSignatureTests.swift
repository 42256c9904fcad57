import Foundation
import Testing

@testable import OFD

@Suite("Signatures without a seal") struct PlainSignatureTests {
    /// The list of signatures says that the first one has no seal.
    private func plain() throws -> Forgery {
        var forgery = try Forgery()
        let path = "Doc_0/Signs/Signatures.xml"
        let list = String(decoding: forgery.package[path] ?? Data(), as: UTF8.self)
        forgery.package[path] = Data(list.replacing("Type=\"Seal\"", with: "Type=\"Sign\"").utf8)
        forgery.file.parameters = [:]
        return forgery
    }

    /// GB/T 35275 by hand.
    private func signedData(
        _ content: [UInt8], by signer: ContractSigner, signature: [UInt8]? = nil, method: String = SM2.algorithm
    ) throws -> [UInt8] {
        let digest = try TimestampImprint.identifier(.sm3)
        let info = DERWriter.sequence(
            DERWriter.integer(1), try signer.certificate.issuerAndSerial(), digest,
            DERWriter.sequence(try DERWriter.identifier(method)),
            DERWriter.octets(try signature ?? signer.key.sign(content)))
        let data = DERWriter.sequence(
            DERWriter.integer(1), DERWriter.value(.set, digest),
            DERWriter.sequence(
                try DERWriter.identifier("1.2.156.10197.6.1.4.2.1"),
                DERWriter.value(.context0, DERWriter.octets(content))),
            DERWriter.value(.context0, signer.certificate.der), DERWriter.value(.set, info))
        return DERWriter.sequence(
            try DERWriter.identifier("1.2.156.10197.6.1.4.2.2"), DERWriter.value(.context0, data))
    }

    @Test("GB/T 35275 over the digest of Signature.xml, or over the file itself, holds", arguments: [true, false])
    func signedData(isDigest: Bool) throws {
        let forgery = try plain()
        let signer = forgery.parties.signers[0]
        let content = isDigest ? try Digest.sm3.of(forgery.file.xml()) : forgery.file.xml()
        let report = try forgery.report(value: signedData(content, by: signer), trusted: true)
        #expect(report.valid && report.signatures[0].signer == signer.certificate.subject, "\(report)")
        #expect(report.signatures[0].reasons == ["no trusted time"])
    }

    @Test("Over something else, by another key, or with another algorithm it does not")
    func wrongSignedData() throws {
        let forgery = try plain()
        let (signer, other) = (forgery.parties.signers[0], forgery.parties.signers[1])
        let digest = try Digest.sm3.of(forgery.file.xml())
        #expect(try !forgery.report(value: signedData([1, 2, 3], by: signer)).valid)
        #expect(try !forgery.report(value: signedData(digest, by: signer, signature: other.key.sign(digest))).valid)
        #expect(try !forgery.report(value: signedData(digest, by: signer, method: "1.2.840.10045.4.3.2")).valid)
    }

    @Test("Both numbers as 64 bytes are read like their DER")
    func rawNumbers() throws {
        let signer = try Parties.ready().signers[0]
        let message = Array("message".utf8)
        var fields = try DERFields(signer.key.sign(message))
        var raw: [UInt8] = []
        for _ in 0..<2 {
            let number = Array(try fields.value(.integer).content.drop { $0 == 0 })
            raw += [UInt8](repeating: 0, count: 32 - number.count) + number
        }
        #expect(raw.count == 64)
        #expect(try signer.certificate.verifies(raw, of: message))
        raw[40] ^= 1
        #expect(try !signer.certificate.verifies(raw, of: message))
        #expect(try !signer.certificate.verifies(Array(raw.prefix(63)), of: message))
    }

    @Test("r and s alone need a certificate from outside")
    func bare() throws {
        let forgery = try plain()
        let signer = forgery.parties.signers[0]
        let bytes = try forgery.written(value: signer.key.sign(forgery.file.xml()))
        #expect(!Parties.verification().report(on: bytes).valid)
        let helped = ContractVerification(
            trust: nil, at: Parties.signingTime, certificates: forgery.parties.signers.map(\.certificate))
        let report = helped.report(on: bytes)
        #expect(report.valid && report.signatures[0].signer == signer.certificate.subject)
    }

    @Test("Truncated and changed SignedData is refused or found wrong")
    func damaged() throws {
        let signer = try Parties.ready().signers[0]
        let content = [UInt8](repeating: 3, count: 32)
        let original = try signedData(content, by: signer)
        var dice = Dice(seed: 12)
        for count in stride(from: 0, to: original.count, by: 7) {
            #expect(throws: SigningFailure.self) { try SignedDigest(der: Array(original.prefix(count))) }
        }
        for _ in 0..<200 {
            let (changed, place) = dice.changed(Data(original))
            guard let read = try? SignedDigest(der: [UInt8](changed)), read.content == content,
                read.certificate == signer.certificate
            else { continue }
            #expect(
                try !read.isSignedByCertificate() || read.signature == SignedDigest(der: original).signature, "\(place)"
            )
        }
    }
}
