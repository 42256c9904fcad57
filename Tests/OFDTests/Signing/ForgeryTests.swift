import Foundation
import Testing

@testable import OFD

@Suite("Contracts signed with something wrong") struct ForgeryTests {
    private func requireBroken(_ report: ContractReport, _ reason: String) {
        #expect(!report.valid)
        #expect(report.signatures.first?.reasons.contains(reason) == true, "\(report)")
    }

    @Test("Without anything wrong it holds")
    func nothingWrong() throws {
        let report = try Forgery().report(trusted: true)
        #expect(report.valid && report.trusted, "\(report)")
    }

    @Test("A seal that its maker has not signed")
    func forgedSeal() throws {
        var forgery = try Forgery()
        var fields = try DERFields(forgery.seal.der)
        let info = Array(try fields.any().encoded)
        forgery.seal = try ElectronicSeal(
            der: DERWriter.sequence(
                info, DERWriter.octets(forgery.seal.maker.der), try DERWriter.identifier(SM2.algorithm),
                DERWriter.bits(try forgery.key.sign(info))))
        forgery.package["\(Forgery.folder)/Seal.esl"] = Data(forgery.seal.der)
        try forgery.digestAgain()
        requireBroken(try forgery.report(), "the seal is not signed by its maker")
    }

    @Test("Another party's seal")
    func borrowedSeal() throws {
        var forgery = try Forgery()
        forgery.seal = forgery.parties.signers[1].seal
        forgery.package["\(Forgery.folder)/Seal.esl"] = Data(forgery.seal.der)
        try forgery.digestAgain()
        requireBroken(try forgery.report(), "有限公司 seller is not among the holders of the seal")
    }

    @Test("Another seal shown than signed with")
    func otherSealShown() throws {
        var forgery = try Forgery()
        forgery.package["\(Forgery.folder)/Seal.esl"] = Data(forgery.parties.signers[1].seal.der)
        try forgery.digestAgain()
        let path = "\(Forgery.folder)/Seal.esl"
        requireBroken(try forgery.report(), "\(path) is not the seal that was signed with")
    }

    @Test("Another key than the certificate's")
    func otherKey() throws {
        var forgery = try Forgery()
        forgery.key = forgery.parties.signers[1].key
        requireBroken(try forgery.report(), "the signature is not by the key of 有限公司 seller")
    }

    @Test("A certificate of the same holder that the seal does not list")
    func otherCertificate() throws {
        var forgery = try Forgery()
        let root = forgery.parties.authority.root
        let draft = CertificateDraft(
            name: "有限公司 seller", validity: Parties.start...Parties.signingTime, use: .signing,
            serial: [9, 9, 9, 9, 9, 9, 9, 9])
        forgery.certificate = try draft.signed(for: forgery.key, by: root.certificate, key: root.key)
        requireBroken(try forgery.report(), "有限公司 seller is not among the holders of the seal")
    }

    @Test("A certificate that is not for signing is doubted")
    func notForSigning() throws {
        var forgery = try Forgery()
        let root = forgery.parties.authority.root, maker = forgery.parties.authority.sealMaker
        let draft = CertificateDraft(
            name: "authority", validity: Parties.start...Parties.start.addingTimeInterval(1e8), use: .authority,
            serial: [7, 7, 7, 7, 7, 7, 7, 7])
        forgery.certificate = try draft.signed(for: forgery.key, by: root.certificate, key: root.key)
        forgery.seal = try ElectronicSeal.made(
            from: SealDraft(
                identifier: "2", name: "x", holders: [forgery.certificate],
                validity: Parties.start...Parties.start.addingTimeInterval(1e8), picture: SealPicture.round()),
            by: maker.certificate, key: maker.key, at: Parties.start)
        forgery.package["\(Forgery.folder)/Seal.esl"] = Data(forgery.seal.der)
        try forgery.digestAgain()
        requireBroken(
            try forgery.report(trusted: true), "the signer's certificate is not for signing (key usage)")
        #expect(try forgery.report().valid)
    }

    @Test("A time in the future is doubted")
    func future() throws {
        var forgery = try Forgery()
        forgery.time = Parties.signingTime.addingTimeInterval(86_400)
        requireBroken(try forgery.report(trusted: true), "it claims to be signed in the future")
    }

    @Test("Bytes or fields behind the signature")
    func trailing() throws {
        let forgery = try Forgery()
        let value = try forgery.value()
        requireBroken(try forgery.report(value: value + [0]), "not valid DER: 1 bytes too many")
        let longer = DERWriter.value(.sequence, Array(try DERValue.only(value[...]).content) + [0x05, 0x00])
        requireBroken(try forgery.report(value: longer), "not valid DER: more fields than expected")
    }

    @Test("A list of signatures that says the same in other words is noticed")
    func editedList() throws {
        let original = try OFDPackage(reading: Parties.ready().signed(by: 3))
        let path = "Doc_0/Signs/Signatures.xml"
        let text = String(decoding: original[path] ?? Data(), as: UTF8.self)
        for changed in [
            text + " ", text.replacing("ID=\"1\"", with: "ID=\"9\""), text.replacing(" Type=\"Seal\"", with: ""),
            text.replacing("<ofd:MaxSignId>3", with: "<ofd:MaxSignId>4"),
        ] {
            #expect(changed != text)
            var package = original
            package[path] = Data(changed.utf8)
            let report = Parties.verification().report(on: try PackageForm.bytes(of: package))
            #expect(report.valid && !report.complete)
            #expect(report.reasons == ["\(path) is not the list that the last signature was made for"])
        }
    }

    @Test("Two signatures that share their files")
    func sharedFiles() throws {
        var forgery = try Forgery()
        let path = "Doc_0/Signs/Signatures.xml"
        let list = String(decoding: forgery.package[path] ?? Data(), as: UTF8.self)
        let line = "<ofd:Signature ID=\"2\" BaseLoc=\"/\(Forgery.folder)/Signature.xml\"/></ofd:Signatures>"
        forgery.package[path] = Data(list.replacing("</ofd:Signatures>", with: line).utf8)
        let report = try forgery.report()
        #expect(report.signatures.map(\.valid) == [true, false])
        #expect(report.signatures[1].reasons.contains { $0.contains("two signatures share") }, "\(report)")
    }

    @Test("References that lead out, stand there twice, or protect nothing")
    func references() throws {
        var outside = try Forgery()
        outside.file.references.append(.init(path: "/../secret", digest: [1]))
        #expect(try !outside.report().valid)
        var twice = try Forgery()
        twice.file.references.append(
            .init(
                path: "/Doc_0/./Document.xml", digest: try Digest.sm3.of(twice.package["Doc_0/Document.xml"] ?? Data()))
        )
        requireBroken(
            try twice.report(), "not a usable signature file: Doc_0/Document.xml is referenced twice")
        var nothing = try Forgery()
        nothing.file.references = []
        requireBroken(try nothing.report(), "it protects no file")
        var unknown = try Forgery()
        unknown.file.checkMethod = "1.2.156.10197.1.401.2"
        requireBroken(try unknown.report(), "its digests by 1.2.156.10197.1.401.2 cannot be checked")
    }

    @Test("A stamp outside its field leaves the field unsigned")
    func stampElsewhere() throws {
        var forgery = try Forgery()
        forgery.file.stamps = [
            .init(id: "1", pageReference: "2", box: StampBox(x: 150, y: 20, width: 40, height: 40)),
            .init(id: "2", pageReference: "1", box: StampBox(x: 20, y: 200, width: 40, height: 40)),
        ]
        let report = try forgery.report()
        #expect(report.valid && report.unsignedFields == Parties.names)
        #expect(report.signatures[0].stamps.map(\.page) == [2, 1])
    }
}
