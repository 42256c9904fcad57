import Foundation
import Testing

@testable import OFD

@Suite("Electronic seals") struct SealTests {
    @Test(
        "Seals of versions 1, 4 and 5 made elsewhere are read, and their makers' signatures hold",
        .enabled(if: Outside.isThere, Outside.comment), arguments: [1, 4, 5])
    func foreignSeals(version: Int) throws {
        let seal = try ElectronicSeal(der: [UInt8](Outside.vector("ofd/UserV\(version).esl")))
        #expect(seal.version == version)
        #expect(try seal.isSignedByMaker())
        #expect(seal.picture.format == "PNG" && seal.picture.width == 40 && seal.picture.data.count == 15_693)
        #expect(seal.maker.subject.contains("CN=Test Certificate"))
    }

    @Test(
        "One changed bit anywhere in a foreign seal is refused or found",
        .enabled(if: Outside.isThere, Outside.comment),
        arguments: [1, 4, 5])
    func changedForeignSeals(version: Int) throws {
        let original = try Outside.vector("ofd/UserV\(version).esl")
        var dice = Dice(seed: UInt64(version))
        for _ in 0..<60 {
            let (changed, place) = dice.changed(original)
            guard let seal = try? ElectronicSeal(der: [UInt8](changed)) else { continue }
            let holds = try seal.isSignedByMaker()
            // The maker's own certificate is not signed by the maker in version 4, only by its issuer.
            let isSameMaker = try seal.maker == ElectronicSeal(der: [UInt8](original)).maker
            #expect(!holds || !isSameMaker, "byte \(place)")
        }
    }

    @Test("A seal says what its draft said, and who may use it")
    func made() throws {
        let parties = try Parties.ready()
        let seal = parties.signers[0].seal
        #expect(seal.version == 4 && seal.name == "有限公司 seller" && seal.vendor == "MAGPIE")
        #expect(try seal.isSignedByMaker())
        #expect(try seal.isHeld(by: parties.signers[0].certificate))
        #expect(try !seal.isHeld(by: parties.signers[1].certificate))
        #expect(seal.isValid(at: Parties.start) && !seal.isValid(at: Parties.start.addingTimeInterval(-1)))
        #expect(try ElectronicSeal(der: seal.der) == seal)
    }

    @Test("Another key's signature under a seal is found wrong")
    func wrongMaker() throws {
        let parties = try Parties.ready()
        var fields = try DERFields(parties.signers[0].seal.der)
        let info = Array(try fields.any().encoded)
        let forged = DERWriter.sequence(
            info, DERWriter.octets(parties.authority.sealMaker.certificate.der),
            try DERWriter.identifier(SM2.algorithm), DERWriter.bits(try parties.signers[1].key.sign(info)))
        #expect(try !ElectronicSeal(der: forged).isSignedByMaker())
        #expect(throws: SigningFailure.key("it is not the seal maker's")) {
            try ElectronicSeal.made(
                from: SealDraft(
                    identifier: "1", name: "x", holders: [parties.signers[0].certificate],
                    validity: Parties.start...Parties.signingTime, picture: SealPicture.round()),
                by: parties.authority.sealMaker.certificate, key: parties.signers[1].key, at: Parties.start)
        }
    }

    @Test("A list of digests names a holder as well as a list of certificates does; weak digests name nobody")
    func digestHolders() throws {
        let parties = try Parties.ready()
        let certificate = parties.signers[0].certificate
        for (digest, isHeld) in [(Digest.sm3, true), (.sha256, true), (.sha1, false), (.md5, false)] {
            let seal = try sealWithDigest(digest, of: certificate, parties)
            #expect(try seal.isHeld(by: certificate) == isHeld)
            #expect(try !seal.isHeld(by: parties.signers[1].certificate))
        }
    }

    private func sealWithDigest(
        _ digest: Digest, of certificate: Certificate, _ parties: Parties
    ) throws -> ElectronicSeal {
        let time = DERWriter.time(Parties.start)
        let entry = DERWriter.sequence(
            DERWriter.value(.printable, Array(digest.identifier.utf8)), DERWriter.octets(try digest.of(certificate.der))
        )
        let info = DERWriter.sequence(
            DERWriter.sequence(DERWriter.ia5("ES"), DERWriter.integer(4), DERWriter.ia5("T")), DERWriter.ia5("1"),
            DERWriter.sequence(
                DERWriter.integer(1), DERWriter.utf8("章"), DERWriter.integer(2), DERWriter.sequence(entry), time, time,
                time),
            DERWriter.sequence(
                DERWriter.ia5("PNG"), DERWriter.octets([1]), DERWriter.integer(1), DERWriter.integer(1)))
        let maker = parties.authority.sealMaker
        return try ElectronicSeal(
            der: DERWriter.sequence(
                info, DERWriter.octets(maker.certificate.der), try DERWriter.identifier(SM2.algorithm),
                DERWriter.bits(try maker.key.sign(info))))
    }
}
