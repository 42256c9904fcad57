import Foundation
import Journey
import Testing

@testable import Security

@Suite("The master key") struct MasterKeyTests {
    @Test("It is made at the first run, readable by its owner only, and the same ever after")
    func firstRun() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try MasterKey.open(inDirectory: folder)
        let second = try MasterKey.open(inDirectory: folder)
        #expect(first.derived("a").authenticate([1]) == second.derived("a").authenticate([1]))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/master.key")
        #expect((attributes[.posixPermissions] as? Int) == 0o600)
        #expect((attributes[.size] as? Int) == 32)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["master.key"])
    }

    @Test("Whoever starts at once agrees on one key, and leaves nothing else behind")
    func race() async throws {
        for _ in 0..<100 {
            let folder = try temporaryFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let codes = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<8 {
                    group.addTask { try MasterKey.open(inDirectory: folder).derived("x").authenticate([]) }
                }
                return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
            }
            #expect(codes.count == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["master.key"])
        }
    }

    @Test("A file that others may read is refused, with the remedy in the sentence", arguments: [0o640, 0o604, 0o660])
    func tooOpen(mode: Int) throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try MasterKey.open(inDirectory: folder)
        let path = folder + "/master.key"
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let refusal = #expect(throws: MasterKeyRefusal.self) { try MasterKey.open(inDirectory: folder) }
        #expect(refusal == .tooOpen(path: path))
        #expect(refusal?.sentence.en.contains("chmod 600") == true)
    }

    @Test("A short file, a missing file and a missing folder are refused, never replaced")
    func damaged() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/master.key"
        #expect(throws: MasterKeyRefusal.unreadable(path: path)) { try MasterKey.open(file: path) }
        #expect(
            FileManager.default.createFile(
                atPath: path, contents: Data([1, 2, 3]), attributes: [.posixPermissions: 0o600]))
        #expect(throws: MasterKeyRefusal.wrongSize(path: path)) { try MasterKey.open(inDirectory: folder) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1, 2, 3]))
        #expect(throws: MasterKeyRefusal.self) { try MasterKey.open(inDirectory: folder + "/none") }
    }

    @Test("Each purpose has a key of its own; another master key gives other keys")
    func purposes() throws {
        let one = try #require(MasterKey(bytes: Array(repeating: 1, count: 32)))
        let two = try #require(MasterKey(bytes: Array(repeating: 2, count: 32)))
        let codes = [one.derived("a"), one.derived("b"), two.derived("a")].map { $0.authenticate([0]) }
        #expect(Set(codes).count == 3)
        #expect(MasterKey(bytes: []) == nil)
        #expect(MasterKey(bytes: Array(repeating: 0, count: 33)) == nil)
    }

    @Test("Bytes compare like ==, and base 64 has one form per value")
    func bytes() throws {
        var chance = SeededChance(seed: 7)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...40, using: &chance)).map { _ in
                UInt8.random(in: 0...255, using: &chance)
            }
            var other = bytes
            if !other.isEmpty, Bool.random(using: &chance) { other[other.count / 2] ^= 1 }
            #expect(sameBytes(bytes, other) == (bytes == other))
            let text = Base64URL.text(bytes)
            #expect(Base64URL.bytes(text) == bytes)
            #expect(!text.contains { "+/=".contains($0) })
        }
        // The last letter holds bits that belong to no byte: only zero is accepted there.
        #expect(Base64URL.bytes("AA") == [0])
        #expect(Base64URL.bytes("AB") == nil)
        #expect(Base64URL.bytes("A") == nil)
        #expect(Base64URL.bytes("AA==") == nil)
        #expect(Base64URL.bytes("A+/A") == nil)
    }
}
