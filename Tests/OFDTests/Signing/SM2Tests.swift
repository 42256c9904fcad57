import Foundation
import Testing

@testable import OFD

@Suite("SM3 and SM2") struct SM2Tests {
    @Test(
        "SM3 gives the digests of GB/T 32905 appendix A",
        arguments: [
            ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
            (
                String(repeating: "abcd", count: 16),
                "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
            ),
            ("", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
        ])
    func sm3(text: String, digest: String) throws {
        #expect(hex(try Digest.sm3.of(text.utf8)) == digest)
    }

    @Test("The signature of GM/T 0003.5 appendix A.2 is found right, and no other is")
    func standardVector() throws {
        let key = try PrivateKey(pem: Self.standardKey())
        let message = Array("message digest".utf8)
        let r = bytes("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3")
        let s = bytes("b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa")
        let signature = DERWriter.sequence(DERWriter.unsigned(r), DERWriter.unsigned(s))
        try key.withKey { key throws(SigningFailure) in
            #expect(try SM2.verify(signature, of: message, with: key))
            #expect(try !SM2.verify(signature, of: message + [0], with: key))
            let swapped = DERWriter.sequence(DERWriter.unsigned(s), DERWriter.unsigned(r))
            #expect(try !SM2.verify(swapped, of: message, with: key))
            #expect(try !SM2.verify([], of: message, with: key))
            #expect(try !SM2.verify(signature + [0], of: message, with: key))
        }
    }

    @Test("What a key signs, its certificate finds right; every changed bit is found wrong")
    func roundTrip() throws {
        let signer = try #require(Parties.ready().signers.first)
        let message = Array("一方 and 另一方".utf8)
        let signature = try signer.key.sign(message)
        #expect(try signer.certificate.verifies(signature, of: message))
        #expect(try !Parties.ready().signers[1].certificate.verifies(signature, of: message))
        for bit in stride(from: 0, to: signature.count * 8, by: 5) {
            var changed = signature
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(try !signer.certificate.verifies(changed, of: message))
        }
    }

    @Test("A key that is no key, is encrypted, or is on another curve is refused in a sentence")
    func refusedKeys() throws {
        for text in ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "x\0y"] {
            #expect(throws: SigningFailure.self) { try PrivateKey(pem: text) }
        }
        let other = try PrivateKey.made(on: .p256)
        #expect(throws: SigningFailure.key("contracts are signed with SM2, and this key is of another kind")) {
            try other.sign([1, 2, 3])
        }
    }

    @Test("A key survives being written and read")
    func keyFile() throws {
        let signer = try #require(Parties.ready().signers.first)
        let again = try PrivateKey(pem: signer.key.pem())
        #expect(again.isSM2)
        #expect(try signer.certificate.belongs(to: again))
    }

    /// The private key of the appendix, as `EC PRIVATE KEY`.
    static func standardKey() throws -> String {
        let d = bytes("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8")
        let x = bytes("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020")
        let y = bytes("ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13")
        let der = DERWriter.sequence(
            DERWriter.integer(1), DERWriter.octets(d),
            DERWriter.value(.context0, try DERWriter.identifier("1.2.156.10197.1.301")),
            DERWriter.value(.context1, DERWriter.bits([4] + x + y)))
        let text = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN EC PRIVATE KEY-----\n\(text)\n-----END EC PRIVATE KEY-----\n"
    }
}

func hex(_ bytes: [UInt8]) -> String { bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }

func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
