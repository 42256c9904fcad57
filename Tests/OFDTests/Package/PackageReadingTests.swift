import Foundation
import Testing

@testable import OFD

@Suite("Opening packages") struct PackageReadingTests {
    private func refusal(_ archive: Archive, _ limits: PackageLimits = .standard) -> PackageRefusal? {
        do {
            _ = try OFDPackage(reading: archive.data, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test("Files are found by their paths, in their order; folders are left out")
    func files() throws {
        let package = try OFDPackage(
            reading: Archive(.init("OFD.xml", "<a/>"), .init("Doc_0/", ""), .init("Doc_0/印.xml", "章")).data)
        #expect(package.paths == ["OFD.xml", "Doc_0/印.xml"])
        #expect(package["Doc_0/印.xml"] == Data("章".utf8))
        #expect(package["doc_0/印.xml"] == nil)
    }

    @Test(
        "A path that another program could read as another one is refused",
        arguments: [
            "../a", "a/../b", "/a", "a//b", "./a", "a\\b", "a\u{1}b", "..", ".", "a/.",
            String(repeating: "a", count: 1_100),
        ])
    func paths(path: String) {
        guard case .path = refusal(Archive(.init(path))) else { return #expect(Bool(false), "\(path)") }
    }

    @Test(
        "The same path twice is refused, also in other letters, composed otherwise, or as a folder",
        arguments: [("a", "a"), ("Doc_0/A.xml", "doc_0/a.xml"), ("\u{E9}", "e\u{301}"), ("a", "a/")])
    func duplicates(first: String, second: String) {
        let archive = Archive(.init(first), .init(second, second.hasSuffix("/") ? "" : "y"))
        #expect(refusal(archive) == .path("\(second.hasSuffix("/") ? "a" : second) stands there twice"))
    }

    @Test("What the local header and the directory say must agree")
    func contradictions() {
        var other = Archive.Entry("a.xml")
        other.localName = Array("b.xml".utf8)
        var flags = Archive.Entry("a.xml")
        flags.localFlags = 0
        var sizes = Archive.Entry("a.xml")
        sizes.stated = 2
        for entry in [other, flags, sizes] {
            guard case .notZip = refusal(Archive(entry)) else { return #expect(Bool(false), "\(entry)") }
        }
    }

    @Test("Nothing stands before, between or behind the entries and the directory")
    func gaps() {
        var archives = [Archive](repeating: Archive(.init("a"), .init("b")), count: 5)
        archives[0].before = [0]
        archives[1].between = [0]
        archives[2].beforeEnd = [0]
        archives[3].statedCommentCount = 1
        archives[4].statedEntries = 1
        for archive in archives {
            guard case .notZip = refusal(archive) else { return #expect(Bool(false), "\(archive)") }
        }
    }

    @Test("Encrypted, strangely packed and damaged entries are refused for what they are")
    func unsupported() {
        var encrypted = Archive.Entry("a")
        encrypted.flags = 0x0801
        #expect(refusal(Archive(encrypted)) == .unsupported("encryption"))
        var packed = Archive.Entry("a")
        packed.method = 12
        #expect(refusal(Archive(packed)) == .unsupported("compression 12"))
        var damaged = Archive.Entry("a")
        damaged.checksum = 1
        #expect(refusal(Archive(damaged)) == .damaged("the checksum of a is another"))
        var name = Archive.Entry("a")
        name.name = [0xFF]
        #expect(refusal(Archive(name)) == .path("a name is not UTF-8"))
    }

    @Test("Sizes that follow the data are read, and must agree as well", arguments: [true, false])
    func sizesBehind(isMarked: Bool) {
        var entry = Archive.Entry("a", "text")
        let archive = Archive(entry)
        entry.flags = 0x0808
        let sizes = archive.number(Deflate.checksum(Data("text".utf8)), 4) + archive.number(4, 4) + archive.number(4, 4)
        entry.behind = (isMarked ? archive.number(0x0807_4B50, 4) : []) + sizes
        #expect(refusal(Archive(entry)) == nil)
        entry.behind[entry.behind.count - 1] = 1
        #expect(refusal(Archive(entry)) != nil)
    }

    @Test("Sizes of 64 bits in a local header are read when they say what the directory says")
    func wideSizes() throws {
        var archive = Archive(.init("a", "text"))
        archive.entries[0].extra =
            archive.number(1, 2) + archive.number(16, 2) + archive.number(4, 8) + archive.number(4, 8)
        var data = archive.data
        data.replaceSubrange(18..<26, with: [UInt8](repeating: 0xFF, count: 8))
        #expect(try OFDPackage(reading: data)["a"] == Data("text".utf8))
        data[35] = 5
        #expect(throws: PackageRefusal.self) { try OFDPackage(reading: data) }
    }

    @Test("A bomb is refused by what it states, before anything is unpacked")
    func bombs() throws {
        var bomb = Archive.Entry("a")
        bomb.method = 8
        bomb.stated = 1 << 30
        #expect(refusal(Archive(bomb)) == .tooLarge("more than 50331648 bytes when unpacked"))
        let zeros = try Deflate.packed(Data(count: 1 << 20))
        var liar = Archive.Entry("a")
        liar.bytes = zeros
        liar.method = 8
        liar.stated = 1_000
        #expect(refusal(Archive(liar)) == .damaged("a does not unpack to what the directory states"))
        let many = Archive(.init("a"), .init("b"), .init("c"))
        #expect(refusal(many, PackageLimits(entriesMax: 2)) == .tooLarge("more than 2 entries"))
        #expect(refusal(many, PackageLimits(packedBytesMax: 100)) == .tooLarge("more than 100 bytes"))
    }

    @Test("Bytes behind a compressed stream are refused")
    func trailing() throws {
        var entry = Archive.Entry("a")
        entry.bytes = try Deflate.packed(Data("text text text text".utf8)) + [0]
        entry.method = 8
        entry.stated = 19
        entry.checksum = Deflate.checksum(Data("text text text text".utf8))
        #expect(refusal(Archive(entry)) == .damaged("a does not unpack to what the directory states"))
    }

    @Test("Truncated and changed archives are refused or read, and never stop the process")
    func fuzz() throws {
        var dice = Dice(seed: 4)
        var package = OFDPackage()
        for index in 0..<4 { package["Doc_0/file\(index).xml"] = Data(String(repeating: "<a/>", count: 40).utf8) }
        let data = try package.written(compression: .deflated)
        for count in 0..<data.count {
            #expect(throws: PackageRefusal.self) { try OFDPackage(reading: data.prefix(count)) }
        }
        for _ in 0..<1_500 {
            var (changed, _) = dice.changed(data)
            for _ in 0..<Int.random(in: 0..<3, using: &dice) { changed = dice.changed(changed).data }
            _ = try? OFDPackage(reading: changed)
        }
    }
}
