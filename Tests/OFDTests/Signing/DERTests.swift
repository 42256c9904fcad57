import Foundation
import Testing

@testable import OFD

@Suite("DER") struct DERTests {
    @Test("What is written is read again")
    func roundTrip() throws {
        let moment = Date(timeIntervalSince1970: 1_700_000_000)
        let long = [UInt8](repeating: 7, count: 70_000)
        let bytes = DERWriter.sequence(
            DERWriter.integer(0), DERWriter.integer(127), DERWriter.integer(128), DERWriter.integer(65_536),
            DERWriter.utf8("印章"), DERWriter.octets(long), DERWriter.bits([1, 2]),
            try DERWriter.identifier("1.2.156.10197.1.501"), DERWriter.time(moment),
            DERWriter.value(.context0, DERWriter.ia5("ES")))
        var fields = try DERFields(bytes)
        #expect(try [fields.integer(), fields.integer(), fields.integer(), fields.integer()] == [0, 127, 128, 65_536])
        #expect(try fields.text(.utf8) == "印章")
        #expect(try fields.octets() == long)
        #expect(try fields.bits() == [1, 2])
        #expect(try fields.identifier() == "1.2.156.10197.1.501")
        #expect(try fields.time() == moment)
        var tagged = try DERFields(fields.value(.context0), tag: .context0)
        #expect(try tagged.text(.ia5) == "ES")
        try fields.end()
    }

    @Test(
        "What could be written in another way is refused",
        arguments: [
            [0x30, 0x80, 0x00, 0x00], [0x30, 0x81, 0x01, 0x00], [0x04, 0x81, 0x01, 0x00], [0x02, 0x02, 0x00, 0x01],
            [0x02, 0x02, 0xFF, 0x80],
            [0x02, 0x00], [0x04, 0x82, 0x00, 0x80], [0x1F, 0x01, 0x00], [0x01, 0x01, 0x01], [0x05, 0x01, 0x00],
            [0x03, 0x02, 0x01, 0x01], [0x03, 0x01, 0x01], [0x30, 0x03, 0x02, 0x01], [0x04, 0x85, 1, 0, 0, 0, 0], [0x02],
            [0x02, 0x01, 0x01, 0x00],
        ] as [[UInt8]])
    func strict(bytes: [UInt8]) {
        #expect(throws: SigningFailure.self) { try DERValue.only(bytes[...]).requireStrict() }
    }

    @Test(
        "Object identifiers survive both ways",
        arguments: ["1.2.156.10197.1.401", "2.5.29.15", "2.999.1", "0.9.2342.19200300.100.1.25", "1.3.6.1.4.1.54706.1"])
    func identifiers(dotted: String) throws {
        #expect(try DERIdentifier.dotted(DERIdentifier.bytes(dotted)) == dotted)
    }

    @Test(
        "Identifiers that are none are refused",
        arguments: [[], [0x80, 0x01], [0x2A, 0x80], [0x2A] + [UInt8](repeating: 0xFF, count: 20) + [0x01]] as [[UInt8]])
    func badIdentifiers(bytes: [UInt8]) {
        #expect(throws: SigningFailure.self) { try DERIdentifier.dotted(bytes) }
    }

    @Test("Times are read to the second, and days that do not exist are refused")
    func times() {
        #expect(DERTime.generalized("20201010071120Z")?.timeIntervalSince1970 == 1_602_313_880)
        #expect(DERTime.generalized("20201010071120.302Z")?.timeIntervalSince1970 == 1_602_313_880)
        #expect(DERTime.utc("491231235959Z").map(DERTime.text) == "20491231235959Z")
        #expect(DERTime.utc("500101000000Z").map(DERTime.text) == "19500101000000Z")
        for text in ["20200230000000Z", "20201310000000Z", "20201010250000Z", "20201010071120", "2020101007112０Z", ""] {
            #expect(DERTime.generalized(text) == nil, "\(text)")
        }
    }

    @Test("Deep nesting ends in an error, not in the end of the stack")
    func deep() {
        var bytes: [UInt8] = [0x05, 0x00]
        for _ in 0..<40 { bytes = DERWriter.value(.sequence, bytes) }
        #expect(throws: SigningFailure.der("nested too deeply")) { try DERValue.only(bytes[...]).requireStrict() }
    }

    @Test("Random bytes are refused or read, and never stop the process")
    func fuzz() {
        var dice = Dice(seed: 1)
        for _ in 0..<3_000 {
            var bytes = dice.bytes(Int.random(in: 0..<60, using: &dice))
            if !bytes.isEmpty { bytes[0] = 0x30 }
            if bytes.count > 1 { bytes[1] = UInt8(bytes.count - 2) }
            try? DERValue.only(bytes[...]).requireStrict()
            _ = try? SealSignature(der: bytes)
            _ = try? ElectronicSeal(der: bytes)
            _ = try? TimestampToken(der: bytes)
            _ = try? TimestampRequest(der: bytes)
            _ = try? Certificate(der: bytes)
        }
    }
}
