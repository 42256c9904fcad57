import Foundation
import Testing

@testable import OFD

@Suite("Writing packages") struct PackageWritingTests {
    private func package(seed: UInt64) -> OFDPackage {
        var dice = Dice(seed: seed)
        var package = OFDPackage()
        for index in 0..<Int.random(in: 1...12, using: &dice) {
            let isText = Bool.random(using: &dice)
            let count = Int.random(in: 0...3_000, using: &dice)
            package["Doc_0/dir\(index % 3)/文件\(index).xml"] =
                isText ? Data(String(repeating: "<ofd:Page/>", count: count / 11).utf8) : Data(dice.bytes(count))
        }
        return package
    }

    @Test("What is written is read again, and written again it is the same", arguments: UInt64(1)...20)
    func roundTrip(seed: UInt64) throws {
        let package = package(seed: seed)
        for compression in [OFDPackage.Compression.stored, .deflated] {
            let bytes = try package.written(compression: compression)
            let again = try OFDPackage(reading: bytes)
            #expect(again == package)
            #expect(try again.written(compression: compression) == bytes)
        }
    }

    @Test("The stored form is the same on every machine: these very bytes")
    func canonical() throws {
        var package = OFDPackage()
        package["a"] = Data("b".utf8)
        let expected = """
            504b03041400000800000000210 0f9ef be71 01000000 01000000 0100 0000 61 62
            504b01021400140000080000000021 00f9efbe71 01000000 01000000 0100 0000 0000 0000 0000 00000000 00000000 61
            504b0506 0000 0000 0100 0100 2f000000 20000000 0000
            """
        #expect([UInt8](try package.written(compression: .stored)) == bytes(expected))
    }

    @Test("No byte of the stored form can be changed without another form or other files")
    func everyByte() throws {
        let original = try package(seed: 3).written(compression: .stored)
        let files = try OFDPackage(reading: original)
        for place in original.indices {
            var changed = original
            changed[place] ^= 0x20
            guard let read = try? OFDPackage(reading: changed), read == files else { continue }
            #expect(!PackageForm.isCanonical(read, changed), "byte \(place)")
        }
    }

    @Test("Files are put at the end, changed in place, and taken away")
    func changing() {
        var package = OFDPackage()
        for name in ["a", "b", "c"] { package[name] = Data(name.utf8) }
        package["b"] = Data("B".utf8)
        package["d"] = Data()
        package["a"] = nil
        package["zz"] = nil
        #expect(package.paths == ["b", "c", "d"])
        #expect(package["b"] == Data("B".utf8) && package["c"] == Data("c".utf8) && package["a"] == nil)
    }

    @Test("A path that no reader would take is not written", arguments: ["../a", "", "a\\b", "/a"])
    func paths(path: String) {
        var package = OFDPackage()
        package[path] = Data()
        #expect(throws: PackageRefusal.self) { try package.written(compression: .stored) }
    }

    @Test("Packages made elsewhere survive being opened and written", .enabled(if: Outside.isThere, Outside.comment))
    func foreign() throws {
        for name in ["helloworld", "minimal_handmade", "signedFile", "SESV4SignDoc", "allprotected", "v4signed"] {
            let package = try OFDPackage(reading: Outside.vector("ofd/\(name).ofd"))
            #expect(package["OFD.xml"] != nil)
            #expect(try OFDPackage(reading: package.written(compression: .deflated)) == package)
        }
    }
}
