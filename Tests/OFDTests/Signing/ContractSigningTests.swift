import Foundation
import Testing

@testable import OFD

@Suite("Signing a contract") struct ContractSigningTests {
    @Test(
        "Three parties sign in turn: all hold, all is covered, and with the authority's roots all are trusted"
    )
    func threeParties() throws {
        let parties = try Parties.ready()
        let bytes = try parties.signed(by: 3)
        let report = Parties.verification(parties.authority.trust).report(on: bytes)
        #expect(report.valid && report.complete && report.trusted, "\(report)")
        #expect(report.signatures.map(\.id) == ["1", "2", "3"])
        #expect(report.signatures.map(\.protectedFiles) == [5, 8, 11])
        #expect(report.signatures[1].signer?.contains("CN=有限公司 buyer") == true)
        #expect(
            report.signatures[2].stamps == [
                StampPlace(page: 2, box: StampBox(x: 145, y: 205, width: 40, height: 40))
            ])
        #expect(report.signatures.allSatisfy { $0.reasons == ["no trusted time"] })
    }

    @Test("Without a trust store the cryptography is checked, and nobody is called trusted")
    func withoutTrust() throws {
        let report = Parties.verification().report(on: try Parties.ready().signed(by: 1))
        #expect(report.valid && !report.trusted)
        #expect(report.signatures[0].reasons.contains("the signer's issuer was not checked"))
    }

    @Test("While fields are unsigned the contract is valid but not complete", arguments: 1...2)
    func unsignedFields(count: Int) throws {
        let report = Parties.verification().report(on: try Parties.ready().signed(by: count))
        #expect(report.valid && !report.complete)
        #expect(report.unsignedFields == Array(Parties.names.dropFirst(count)))
    }

    @Test("Taking the last signature away again is noticed")
    func removedSignature() throws {
        let parties = try Parties.ready()
        var package = try OFDPackage(reading: parties.signed(by: 3))
        for path in package.paths where path.contains("Sign_2/") { package[path] = nil }
        let dangling = Parties.verification().report(on: try PackageForm.bytes(of: package))
        #expect(!dangling.valid)

        let earlier = try OFDPackage(reading: parties.signed(by: 2))
        package["Doc_0/Signs/Signatures.xml"] = earlier["Doc_0/Signs/Signatures.xml"]
        let shortened = Parties.verification().report(on: try PackageForm.bytes(of: package))
        #expect(!shortened.complete && shortened.unsignedFields == ["witness"])
    }

    @Test("A changed file is named, by every signature that protects it")
    func changedFile() throws {
        var package = try OFDPackage(reading: Parties.ready().signed(by: 2))
        let path = "Doc_0/Pages/Page_1/Content.xml"
        package[path] = (package[path] ?? Data()) + Data(" ".utf8)
        let report = Parties.verification().report(on: try PackageForm.bytes(of: package))
        #expect(!report.valid)
        #expect(report.signatures.map(\.tampered) == [[path], [path]])
        #expect(report.signatures[0].reasons.contains("\(path) was changed after signing"))
    }

    @Test("A file that was put in afterwards is named, and the contract no longer complete")
    func addedFile() throws {
        var package = try OFDPackage(reading: Parties.ready().signed(by: 3))
        package["Doc_0/Attachs/note.txt"] = Data("one more thing".utf8)
        let report = Parties.verification().report(on: try PackageForm.bytes(of: package))
        #expect(report.valid && !report.complete)
        #expect(report.unprotected == ["Doc_0/Attachs/note.txt"])
    }

    @Test("A later signature protects the files of the earlier ones")
    func laterProtectsEarlier() throws {
        let parties = try Parties.ready()
        var package = try OFDPackage(reading: parties.signed(by: 2))
        let other = try OFDPackage(reading: parties.signed(by: 1))
        // Another signature by the same party over the same contract holds by itself.
        for name in ["Signature.xml", "SignedValue.dat", "Seal.esl"] {
            package["Doc_0/Signs/Sign_0/\(name)"] = other["Doc_0/Signs/Sign_0/\(name)"]
        }
        let report = Parties.verification().report(on: try PackageForm.bytes(of: package))
        #expect(report.signatures.map(\.valid) == [true, false])
        #expect(report.signatures[1].tampered == ["Doc_0/Signs/Sign_0/SignedValue.dat"])
    }

    @Test("A contract whose signatures do not hold is not signed further")
    func brokenIsNotSigned() throws {
        let parties = try Parties.ready()
        var package = try OFDPackage(reading: parties.signed(by: 1))
        package["Doc_0/Document.xml"] = (package["Doc_0/Document.xml"] ?? Data()) + Data("\n".utf8)
        #expect(throws: SigningFailure.self) {
            try ContractSigning(package, by: parties.signers[1], in: "buyer", at: Parties.signingTime)
        }
    }

    @Test("Nobody signs where there is no field, no page, or a signature already")
    func places() throws {
        let parties = try Parties.ready()
        let package = try OFDPackage(reading: parties.signed(by: 1))
        func failure(_ field: String) -> SigningFailure? {
            #expect(throws: SigningFailure.self) {
                try ContractSigning(package, by: parties.signers[1], in: field, at: Parties.signingTime)
            }
        }
        #expect(failure("landlord") == .place("there is no field landlord; fields are: seller, buyer, witness"))
        #expect(failure("seller") == .place("field seller is signed already"))
        let place = StampPlace(page: 3, box: StampBox(x: 1, y: 1, width: 40, height: 40))
        #expect(throws: SigningFailure.place("there is no page 3")) {
            try ContractSigning(package, by: parties.signers[1], on: place, at: Parties.signingTime)
        }
    }

    @Test("A seal lies wholly on its page, and the refusal says how large that is")
    func besideThePage() throws {
        let signer = try Parties.ready().signers[0]
        func failure(_ x: Double, _ y: Double, _ package: OFDPackage = Parties.contract()) -> SigningFailure? {
            let place = StampPlace(page: 1, box: StampBox(x: x, y: y, width: 40, height: 40))
            do {
                _ = try ContractSigning(package, by: signer, on: place, at: Parties.signingTime)
                return nil
            } catch { return error }
        }
        for (x, y) in [(0.0, 0.0), (170, 257), (85.5, 100.25)] { #expect(failure(x, y) == nil) }
        for (x, y) in [(5000.0, 1.0), (-1, 1), (1, -0.5), (170.5, 1), (1, 257.5)] {
            #expect(failure(x, y)?.description.contains("page 1, which has 210 by 297 mm") == true, "\(x) \(y)")
        }
        for x in [Double.nan, .infinity, -.infinity, 1e300] {
            #expect(failure(x, 1)?.description.contains("millimetres") == true, "\(x)")
        }
    }

    @Test("A page's own paper counts before the document's")
    func ownPaper() throws {
        let signer = try Parties.ready().signers[0]
        var package = Parties.contract()
        package["Doc_0/Pages/Page_0/Content.xml"] = Data(
            """
            <ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Area><ofd:PhysicalBox>0 0 148 105</ofd:PhysicalBox>\
            </ofd:Area></ofd:Page>
            """.utf8)
        let box = StampBox(x: 110, y: 10, width: 40, height: 40)
        func sign(page: Int) throws {
            _ = try ContractSigning(package, by: signer, on: StampPlace(page: page, box: box), at: Parties.signingTime)
        }
        #expect(throws: SigningFailure.self) { try sign(page: 1) }
        try sign(page: 2)
        // Where nobody can read the page, nobody knows what is signed.
        package["Doc_0/Pages/Page_1/Content.xml"] = Data("<ofd:Page".utf8)
        #expect(throws: SigningFailure.self) { try sign(page: 2) }
    }

    @Test("A signer must hold the key of the certificate, and the certificate the seal")
    func wrongSigner() throws {
        let signers = try Parties.ready().signers
        #expect(throws: SigningFailure.key("it is not the certificate's")) {
            try ContractSigner(key: signers[0].key, certificate: signers[1].certificate, seal: signers[1].seal)
        }
        #expect(throws: SigningFailure.seal("the certificate is not in its list of holders")) {
            try ContractSigner(key: signers[0].key, certificate: signers[0].certificate, seal: signers[1].seal)
        }
    }
}
