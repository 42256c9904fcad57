import Foundation
import OFD
import Testing

/// The examples of the READMEs, as they stand there.
@Suite("READMEs of package and signing") struct ReadmeTests {
    @Test("Signing and verifying")
    func signing() throws {
        let package = Parties.contract()

        let now = Date(timeIntervalSince1970: 1_790_000_000)
        let authority = try TestAuthority(from: now, serials: [[UInt8](1...8), [UInt8](2...9), [UInt8](3...10)])
        let signer = try authority.identity(
            named: "测试公司", from: now, serial: [UInt8](4...11), picture: SealPicture.round())

        let signing = try ContractSigning(package, by: signer, in: "buyer", at: now)
        let file = try signing.written()

        let report = ContractVerification(trust: authority.trust, at: now).report(on: file)
        #expect(report.valid)
        #expect(!report.complete && report.unsignedFields == ["seller", "witness"])
        #expect(report.signatures.first?.reasons == ["no trusted time"])
    }

    @Test("The container")
    func container() throws {
        var package = OFDPackage()
        package["OFD.xml"] = Data("<ofd:OFD/>".utf8)
        let bytes = try package.written(compression: .stored)
        let again = try OFDPackage(reading: bytes)
        #expect(again.paths == ["OFD.xml"])
        #expect(try again.resolve("../Res/a.png", from: "Doc_0/Pages/Content.xml") == "Doc_0/Res/a.png")
    }

    @Test("The seal's picture is a PNG with the size it says")
    func picture() {
        let picture = SealPicture.round(millimetres: 38)
        #expect(picture.width == 38 && picture.height == 38 && picture.format == "PNG")
        #expect(picture.data.starts(with: [0x89, 0x50, 0x4E, 0x47]) && picture.data.count < 8_000)
    }
}
