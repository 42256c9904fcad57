import Foundation
import Testing

@testable import OFD

@Suite("Tampering with a signed contract") struct TamperingTests {
    @Test("300 random single-byte changes: none is taken for valid and complete", arguments: [false, true])
    func singleBytes(stamped: Bool) throws {
        let parties = try Parties.ready()
        let contract = try parties.signed(by: 3, stamped: stamped)
        let trial = try TamperingTrial(contract, changes: 300, seed: 11, by: Parties.verification())
        #expect(trial.missed.isEmpty, "\(trial.missed)")
        #expect(trial.refused + trial.invalid + trial.incomplete == 300)
        #expect(trial.repaired == 150 && trial.invalid > 200)
    }

    @Test("A file that was damaged in the archive is named as well")
    func damagedFile() throws {
        var contract = try Parties.ready().signed(by: 1)
        let page = try #require(contract.range(of: Data("<ofd:Layer".utf8)))
        contract[page.lowerBound + 1] ^= 1
        let report = Parties.verification().report(on: contract)
        #expect(!report.valid && !report.complete)
        #expect(report.reasons.first == "damaged: the checksum of Doc_0/Pages/Page_0/Content.xml is another")
        #expect(report.signatures.map(\.tampered) == [["Doc_0/Pages/Page_0/Content.xml"]])
    }

    @Test("Every byte outside the files themselves, changed in one bit, is noticed")
    func container() throws {
        let contract = try Parties.ready().signed(by: 1)
        let package = try OFDPackage(reading: contract)
        var inFiles = IndexSet()
        for entry in package.entries where entry.bytes.count > 64 {
            if let range = contract.range(of: entry.bytes) { inFiles.insert(integersIn: range) }
        }
        let verification = Parties.verification()
        let outside = contract.indices.filter { !inFiles.contains($0) }
        #expect(outside.count > 1_000)
        for place in outside {
            var changed = contract
            changed[place] ^= 1
            guard let read = try? OFDPackage(reading: changed) else { continue }
            #expect(read != package || !PackageForm.isCanonical(read, changed), "byte \(place)")
        }
        var timestamp = contract
        timestamp[10] ^= 1
        #expect(!verification.report(on: timestamp).valid)
    }

    @Test("A contract that was packed anew keeps its signatures, but is no longer the file that was signed")
    func repacked() throws {
        let package = try OFDPackage(reading: Parties.ready().signed(by: 3))
        let report = Parties.verification().report(on: try package.written(compression: .deflated))
        #expect(report.valid && !report.complete)
        #expect(
            report.reasons == ["the container was changed after signing: its bytes are not those of its files alone"])
    }

    @Test("A signature that points to another one's files, or to a copy, is found")
    func wrapping() throws {
        let parties = try Parties.ready()
        var package = try OFDPackage(reading: parties.signed(by: 1))
        // The signed files are moved aside, and others put in their place.
        for name in ["Signature.xml", "SignedValue.dat"] {
            package["Doc_0/Signs/Old/\(name)"] = package["Doc_0/Signs/Sign_0/\(name)"]
        }
        let list = String(decoding: package["Doc_0/Signs/Signatures.xml"] ?? Data(), as: UTF8.self)
        package["Doc_0/Signs/Signatures.xml"] = Data(list.replacing("Sign_0", with: "Old").utf8)
        let report = Parties.verification().report(on: try PackageForm.bytes(of: package))
        #expect(!report.valid)
        #expect(report.signatures[0].reasons.contains("it was made for /Doc_0/Signs/Sign_0/Signature.xml"))
    }

    @Test("A second document in the package, or none of the signatures named, is noticed")
    func entryFile() throws {
        let parties = try Parties.ready()
        let original = try OFDPackage(reading: parties.signed(by: 3))
        let entry = String(decoding: original["OFD.xml"] ?? Data(), as: UTF8.self)
        for changed in [
            entry.replacing("</ofd:OFD>", with: "<ofd:DocBody><ofd:DocRoot>x</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
            entry.replacing("/Doc_0/Signs/Signatures.xml", with: "/Doc_0/Signs/Nothing.xml"),
            entry.replacing(#/<ofd:Signatures>.*?</ofd:Signatures>/#, with: ""),
        ] {
            #expect(changed != entry)
            var package = original
            package["OFD.xml"] = Data(changed.utf8)
            #expect(!Parties.verification().report(on: try PackageForm.bytes(of: package)).valid)
        }
    }

    @Test("Weak digests protect nothing, whatever they say", arguments: [Digest.md5, .sha1])
    func weakDigests(digest: Digest) throws {
        var forgery = try Forgery()
        try forgery.digestAgain(by: digest)
        let report = try forgery.report()
        #expect(!report.valid)
        #expect(report.signatures[0].reasons.contains("digests by \(digest.rawValue) protect nothing"))
        #expect(report.signatures[0].tampered.isEmpty)
        try forgery.digestAgain(by: .sha256)
        #expect(try forgery.report().valid)
    }

    @Test("A seal that was not valid when it was used is told, and with a trust store refused")
    func expiredSeal() throws {
        let parties = try Parties.ready()
        let maker = parties.authority.sealMaker
        let old = try ElectronicSeal.made(
            from: SealDraft(
                identifier: "1", name: "old", holders: [parties.signers[0].certificate],
                validity: Parties.start...Parties.start.addingTimeInterval(60), picture: SealPicture.round()),
            by: maker.certificate, key: maker.key, at: Parties.start)
        let signer = try ContractSigner(
            key: parties.signers[0].key, certificate: parties.signers[0].certificate, seal: old)
        let bytes = try ContractSigning(Parties.contract(), by: signer, in: "seller", at: Parties.signingTime).written()
        let told = Parties.verification().report(on: bytes)
        #expect(told.valid && told.signatures[0].reasons.contains { $0.hasPrefix("the seal was not valid") })
        #expect(!Parties.verification(parties.authority.trust).report(on: bytes).valid)
    }
}
