import Foundation
import Journey
import Testing

@Suite("Ids")
struct IDTests {
    /// RFC 9562 appendix A.6: 2022-02-22T19:22:22.000Z, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    private let example = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"

    @Test("the version 7 example of RFC 9562 is made from its parts")
    func vector() {
        let time = Timestamp(microseconds: 1_645_557_742_000_000)
        // The two bits of the variant are put before rand_b, which is taken from the upper 62 bits.
        let id = ID<CustomerSubject>(at: time, random: (0xCC3, 0x18C4_DC0C_0C07_398F << 2))
        #expect(id.description == example)
        #expect(ID<CustomerSubject>(example) == id)
    }

    @Test("version and variant are right whatever the random bits and the time")
    func versionAndVariant() throws {
        for (time, random) in [(Int64.min, UInt64.max), (0, 0), (Int64.max, UInt64.max), (1, 0xAAAA_AAAA_AAAA_AAAA)] {
            let id = ID<AgentSubject>(at: Timestamp(microseconds: time), random: (random, random))
            #expect(id.bytes[6] >> 4 == 7)
            #expect(id.bytes[8] >> 6 == 0b10)
        }
    }

    @Test("bytes and text come back, from any of the versions")
    func roundTrip() throws {
        var chance = SeededChance(seed: 1)
        for _ in 0..<500 {
            let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &chance) }
            let id = try #require(ID<DealSubject>(bytes: bytes))
            #expect(id.bytes == bytes)
            #expect(ID<DealSubject>(id.description) == id)
            #expect(ID<DealSubject>(id.description.uppercased()) == id)
            #expect(UUID(uuidString: id.description)?.uuidString.lowercased() == id.description)
        }
    }

    @Test(
        "malformed text is no id",
        arguments: [
            "", "-", "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
            "017f22e2-79b0-7cc3-98c4dc-0c0c07398f", "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
            " 017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f ",
            "017f22e2_79b0_7cc3_98c4_dc0c0c07398f", "０17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        ])
    func malformed(text: String) {
        #expect(ID<CustomerSubject>(text) == nil)
    }

    @Test("any number of bytes but 16 is no id")
    func lengths() {
        for count in [0, 1, 15, 17, 32] {
            #expect(ID<CustomerSubject>(bytes: Array(repeating: 1, count: count)) == nil)
        }
    }

    @Test("ids of the same time differ, and later milliseconds sort later")
    func order() {
        let ids = (0..<1000).map { _ in Ambience.live.id(of: MessageSubject.self) }
        #expect(Set(ids).count == 1000)
        let early = ID<MessageSubject>(at: Timestamp(microseconds: 5_000), random: (.max, .max))
        let late = ID<MessageSubject>(at: Timestamp(microseconds: 6_000), random: (0, 0))
        #expect(early < late)
        #expect(early.description < late.description)
    }

    @Test("JSON has the text, and refuses what is no id")
    func json() throws {
        let id = try #require(CustomerID(example))
        let json = try JSONEncoder().encode([id])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(example)\"]")
        #expect(try JSONDecoder().decode([CustomerID].self, from: json) == [id])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CustomerID].self, from: Data("[\"nobody\"]".utf8))
        }
    }

    @Test("renaming keeps the bits")
    func renaming() throws {
        let id = try #require(CustomerID(example))
        #expect(id.renamed(AgentSubject.self).description == example)
    }
}
