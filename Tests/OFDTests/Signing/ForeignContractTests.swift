import Foundation
import Testing

@testable import OFD

@Suite("Contracts that others have signed", .enabled(if: Outside.isThere, Outside.comment))
struct ForeignContractTests {
    private func report(_ name: String, certificates: [Certificate] = []) throws -> ContractReport {
        ContractVerification(trust: nil, at: Parties.signingTime, certificates: certificates)
            .report(on: try Outside.vector("ofd/\(name).ofd"))
    }

    @Test(
        "They hold, and cover everything",
        arguments: [("SESV4SignDoc", 5), ("allprotected", 6), ("signedFile", 13), ("v4signed", 13)])
    func hold(name: String, files: Int) throws {
        let report = try report(name)
        #expect(report.valid && report.complete && !report.trusted, "\(report)")
        #expect(report.signatures.map(\.protectedFiles) == [files])
        #expect(report.signatures.first?.seal?.version == 4)
    }

    @Test("The changed file of the changed one is named")
    func tampered() throws {
        let report = try report("SESV4SignDoc_tampered")
        #expect(!report.valid)
        #expect(report.signatures.map(\.tampered) == [["Doc_0/Pages/Page_0/Content.xml"]])
    }

    @Test("A signature without a seal holds once its signer's certificate is given")
    func plain() throws {
        #expect(try !report("DigitalSign").valid)
        let seal = try ElectronicSeal(der: [UInt8](Outside.vector("ofd/UserV1.esl")))
        guard case .certificates(let holders) = seal.holders else { return #expect(Bool(false)) }
        let report = try report("DigitalSign", certificates: holders.map { der in try Certificate(der: der) })
        #expect(report.valid && report.complete)
        #expect(report.signatures[0].signer?.contains("Test Certificate") == true)
    }

    @Test("What has no signature is not valid", arguments: ["helloworld", "minimal_handmade"])
    func unsigned(name: String) throws {
        let report = try report(name)
        #expect(!report.valid && !report.complete && report.reasons == ["there is no signature"])
    }

    @Test("They can be signed further, unless they protect the list of signatures")
    func signedFurther() throws {
        let signer = try Parties.ready().signers[0]
        let place = StampPlace(page: 1, box: StampBox(x: 10, y: 10, width: 40, height: 40))
        let package = try OFDPackage(reading: Outside.vector("ofd/v4signed.ofd"))
        let bytes = try ContractSigning(package, by: signer, on: place, at: Parties.signingTime).written()
        let report = Parties.verification().report(on: bytes)
        #expect(report.valid && report.complete && report.signatures.map(\.id) == ["1", "2"], "\(report)")
        let locked = try OFDPackage(reading: Outside.vector("ofd/allprotected.ofd"))
        #expect(
            throws: SigningFailure.package("signature 001 allows no further one: it protects the list of signatures")
        ) {
            try ContractSigning(locked, by: signer, on: place, at: Parties.signingTime)
        }
    }

    @Test("Random single-byte changes of one of them are never taken for the original's content")
    func changed() throws {
        let original = try Outside.vector("ofd/SESV4SignDoc.ofd")
        let files = try OFDPackage(reading: original)
        var dice = Dice(seed: 6)
        for _ in 0..<150 {
            let (changed, place) = dice.changed(original)
            let report = ContractVerification(trust: nil, at: Parties.signingTime).report(on: changed)
            guard report.valid, report.complete else { continue }
            // Only what is not a file's: times and attributes of the container.
            let same = try OFDPackage(reading: changed)
            #expect(same.paths == files.paths, "byte \(place)")
            for path in files.paths where !path.hasSuffix("Signatures.xml") { #expect(same[path] == files[path]) }
        }
    }
}
