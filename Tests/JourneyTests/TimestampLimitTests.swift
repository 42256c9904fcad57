import Journey
import Testing

@Suite("Timestamps at their limits")
struct TimestampLimitTests {
    @Test(
        "a day or an hour that does not exist is refused",
        arguments: [
            "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
            "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
            "2026-01-01T00:00:60Z", "2026T01-02:03-04.05Z", "2026-+1-02T03:04:05Z", "99999999999999-01-01T00:00:00Z",
        ])
    func impossible(text: String) { #expect(Timestamp(text) == nil) }

    @Test("dates before the Gregorian calendar are proleptic in both directions")
    func proleptic() {
        for text in ["1500-02-28T00:00:00.000000Z", "0000-02-29T12:00:00.000001Z", "0001-01-01T00:00:00.000000Z"] {
            #expect(Timestamp(text)?.description == text)
        }
    }

    @Test("the first and the last moment are written, and nothing overflows")
    func extremes() {
        let (first, last) = (Timestamp(microseconds: .min), Timestamp(microseconds: .max))
        #expect(first.description == "-290308-12-21T19:59:05.224192Z")
        #expect(last.description == "294247-01-10T04:00:54.775807Z")
        #expect(last.adding(seconds: 1) == last)
        #expect(first.adding(seconds: -.infinity) == first)
        #expect(last.seconds(since: first) > 1.8e13)
    }
}
