import Foundation
import Testing

@testable import OFD

@Suite("Signatures with a seal") struct SealSignatureTests {
    let hash = [UInt8](repeating: 0xAB, count: 32)

    private func made() throws -> SealSignature {
        let signer = try Parties.ready().signers[0]
        return try SealSignature.made(
            of: hash, at: "/Doc_0/Signs/Sign_0/Signature.xml", with: signer.seal, by: signer.certificate,
            key: signer.key, time: Parties.signingTime)
    }

    @Test("A signature says over what, where, when, by whom and with which seal")
    func content() throws {
        let signature = try made()
        #expect(signature.version == 4 && signature.dataHash == hash && signature.time == Parties.signingTime)
        #expect(signature.propertyInfo == "/Doc_0/Signs/Sign_0/Signature.xml")
        #expect(signature.seal == (try Parties.ready().signers[0].seal))
        #expect(try signature.isSignedByCertificate())
        #expect(signature.timestamp == nil)
    }

    @Test("The signature of version 4 made elsewhere holds", .enabled(if: Outside.isThere, Outside.comment))
    func foreign() throws {
        let signature = try SealSignature(der: [UInt8](Outside.vector("ofd/SignedValueV4.dat")))
        #expect(signature.version == 4)
        #expect(try signature.isSignedByCertificate())
        #expect(try signature.seal.isHeld(by: signature.certificate))
    }

    @Test(
        "Version 1 signs its certificate along, and has its time in a bit string, a text or a time",
        arguments: [0, 1, 2])
    func versionOne(form: Int) throws {
        let signer = try Parties.ready().signers[0]
        let time = [
            DERWriter.bits(Array("2026-09-22T10:13:20.377Z".utf8)), DERWriter.bits(DERWriter.time(Parties.signingTime)),
            DERWriter.time(Parties.signingTime),
        ][form]
        let signed = DERWriter.sequence(
            DERWriter.integer(1), signer.seal.der, time, DERWriter.bits(hash), DERWriter.ia5("/S.xml"),
            DERWriter.octets(signer.certificate.der), try DERWriter.identifier(SM2.algorithm))
        let signature = try SealSignature(
            der: DERWriter.sequence(signed, DERWriter.bits(try signer.key.sign(signed))))
        #expect(signature.version == 1 && signature.dataHash == hash)
        #expect(try signature.isSignedByCertificate())
        #expect(DERTime.text(signature.time).hasPrefix("202609"))
        let other = try SealSignature(
            der: DERWriter.sequence(signed, DERWriter.bits(try Parties.ready().signers[1].key.sign(signed))))
        #expect(try !other.isSignedByCertificate())
    }

    @Test("A timestamp is put beside what is signed, and changes nothing of it")
    func stamped() throws {
        let signature = try made()
        let stamped = try signature.stamped(with: [0x30, 0x00])
        #expect(stamped.timestamp == [0x30, 0x00] && stamped.value == signature.value)
        #expect(try stamped.isSignedByCertificate())
    }

    @Test("Every algorithm but SM2 with SM3 is refused")
    func algorithm() throws {
        let signer = try Parties.ready().signers[0]
        let signature = try made()
        let other = DERWriter.sequence(
            signature.signed, DERWriter.octets(signer.certificate.der),
            try DERWriter.identifier("1.2.840.10045.4.3.2"), DERWriter.bits(signature.value))
        #expect(throws: SigningFailure.seal("signed with 1.2.840.10045.4.3.2, not with SM2 and SM3")) {
            try SealSignature(der: other)
        }
    }

    @Test("Truncated and changed signatures are refused, or found wrong, or not by a holder of the seal")
    func damaged() throws {
        let signature = try made()
        var dice = Dice(seed: 3)
        for _ in 0..<40 {
            let count = Int.random(in: 0..<signature.der.count, using: &dice)
            #expect(throws: SigningFailure.self) { try SealSignature(der: Array(signature.der.prefix(count))) }
        }
        for _ in 0..<150 {
            let (changed, place) = dice.changed(Data(signature.der))
            guard let read = try? SealSignature(der: [UInt8](changed)) else { continue }
            let holds = try read.isSignedByCertificate() && read.seal.isHeld(by: read.certificate)
            #expect(!holds, "byte \(place)")
        }
    }
}
