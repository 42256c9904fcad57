import Foundation
import Testing

@testable import Expressions

@Suite("Reading and writing times")
struct MomentTests {
    @Test("Agrees with the system's calendar on 5,000 random minutes from year 1 to 9999")
    func calendar() throws {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime]
        var random = SeededRandom(seed: 4)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for _ in 0..<5_000 {
            // From 1583: before the Gregorian reform the system's calendar counts otherwise.
            let seconds = Int64.random(in: -12_212_553_600...253_402_300_799, using: &random) / 60 * 60
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute], from: Date(timeIntervalSince1970: Double(seconds)))
            func two(_ value: Int?) -> String { String(format: "%02d", value ?? 0) }
            let day = "\(String(format: "%04d", parts.year ?? 0))-\(two(parts.month))-\(two(parts.day))"
            let text = "\(day) \(two(parts.hour)):\(two(parts.minute))"
            #expect(Moment.parse(text, zoneOffsetSeconds: 0) == seconds * 1_000_000, "\(text)")
            #expect(Moment.spell(seconds * 1_000_000, zoneOffsetSeconds: 0) == text)
        }
    }

    @Test(
        "What is no time is no time",
        arguments: [
            "", "2026", "2026-1-1", "2026-02-29", "2026-00-01", "2026-01-00", "0000-01-01", "2026-01-01 24:00",
            "2026-01-01 10",
            "2026-01-01T10:60", "2026-01-01 10:00:60", "2026-01-01 10:00:00.", "2026-01-01 10:00:00.1234567",
            "2026-01-01 10:00+8",
            "2026-01-01 10:00 Z", "2026-01-01x", "20２6-01-01",
        ])
    func refused(text: String) {
        #expect(Moment.parse(text, zoneOffsetSeconds: 0) == nil)
    }

    @Test("Leap days, zones and fractions")
    func details() {
        #expect(Moment.parse("2024-02-29", zoneOffsetSeconds: 0) == 1_709_164_800_000_000)
        #expect(Moment.parse("1970-01-01T00:00:00.000001Z", zoneOffsetSeconds: 3600) == 1)
        #expect(Moment.parse("1970-01-01T08:00:00.5+08:00", zoneOffsetSeconds: 0) == 500_000)
        #expect(Moment.parse("1969-12-31 23:59-00:30", zoneOffsetSeconds: 0) == 1_740_000_000)
        #expect(Moment.parse("1970-01-01", zoneOffsetSeconds: 8 * 3600) == -28_800_000_000)
        #expect(Moment.spell(-1, zoneOffsetSeconds: 0) == "1969-12-31 23:59")
        #expect(
            !Moment.spell(.max, zoneOffsetSeconds: 50_400).isEmpty && !Moment.spell(.min, zoneOffsetSeconds: -1).isEmpty
        )
    }
}
