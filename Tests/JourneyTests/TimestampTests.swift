import Foundation
import Journey
import Testing

@Suite("Timestamps")
struct TimestampTests {
    /// Seconds since 1970, as `date -u -d … +%s` gives them.
    static let known: [(text: String, seconds: Int64)] = [
        ("1970-01-01T00:00:00.000000Z", 0), ("1969-12-31T23:59:59.000000Z", -1),
        ("2000-02-29T12:00:00.000000Z", 951_825_600), ("1900-03-01T00:00:00.000000Z", -2_203_891_200),
        ("1900-02-28T23:59:59.000000Z", -2_203_891_201), ("2024-02-29T23:59:59.000000Z", 1_709_251_199),
        ("2024-12-31T00:00:00.000000Z", 1_735_603_200), ("2100-03-01T00:00:00.000000Z", 4_107_542_400),
        ("2038-01-19T03:14:08.000000Z", 2_147_483_648), ("9999-12-31T23:59:59.000000Z", 253_402_300_799),
    ]

    @Test("known moments are written and read", arguments: known)
    func knownMoments(text: String, seconds: Int64) {
        let time = Timestamp(microseconds: seconds * 1_000_000)
        #expect(time.description == text)
        #expect(Timestamp(text) == time)
    }

    @Test("microseconds before and after 1970 keep their place")
    func fractions() {
        #expect(Timestamp(microseconds: -1).description == "1969-12-31T23:59:59.999999Z")
        #expect(Timestamp(microseconds: 1).description == "1970-01-01T00:00:00.000001Z")
        #expect(Timestamp(microseconds: -86_400_000_001).description == "1969-12-30T23:59:59.999999Z")
        #expect(Timestamp("1969-12-31T23:59:59.999999Z")?.microseconds == -1)
        #expect(Timestamp("2026-01-02T03:04:05.5Z") == Timestamp("2026-01-02T03:04:05.500000Z"))
        #expect(Timestamp("2026-01-02T03:04:05.05Z") == Timestamp("2026-01-02T03:04:05.050000Z"))
        #expect(Timestamp("2026-01-02T03:04:05Z") == Timestamp("2026-01-02T03:04:05.000000Z"))
    }

    @Test("any moment of 1900 to 2200 comes back from its text and from JSON")
    func roundTrip() throws {
        var chance = SeededChance(seed: 2)
        for _ in 0..<2000 {
            let time = Timestamp(
                microseconds: Int64.random(in: -2_208_988_800_000_000..<7_258_118_400_000_000, using: &chance))
            #expect(Timestamp(time.description) == time)
        }
        let time = Timestamp(microseconds: 1_234_567_890_123_456)
        #expect(try JSONDecoder().decode([Timestamp].self, from: JSONEncoder().encode([time])) == [time])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Timestamp].self, from: Data("[\"today\"]".utf8))
        }
    }

    @Test("text order is time order")
    func order() {
        var chance = SeededChance(seed: 3)
        let times = (0..<300).map { _ in
            Timestamp(microseconds: Int64.random(in: 0..<4_000_000_000_000_000, using: &chance))
        }
        #expect(times.sorted().map(\.description) == times.map(\.description).sorted())
    }

    @Test(
        "what is no moment in UTC is refused",
        arguments: [
            "", "Z", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04:05+08:00", "2026-01-02T03:04Z",
            "2026-01-02T03:04:05.1234567Z", "2026-01-02T03:04:05.Z", "2026-01-aaT03:04:05Z", "-2026-01-02T03:04:05Z",
        ])
    func malformed(text: String) { #expect(Timestamp(text) == nil) }

    @Test("seconds are added and counted with microseconds")
    func arithmetic() {
        let time = Timestamp(microseconds: 10)
        #expect(time.adding(seconds: 1.000001).microseconds == 1_000_011)
        #expect(time.adding(seconds: -1).microseconds == -999_990)
        #expect(time.adding(seconds: 90).seconds(since: time) == 90)
        #expect(time.seconds(since: time.adding(seconds: 0.25)) == -0.25)
        #expect(Timestamp(time.adding(seconds: 1e9).date) == time.adding(seconds: 1e9))
    }
}
