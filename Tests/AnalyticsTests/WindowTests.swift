import Journey
import Testing

@testable import Analytics

@Suite("Windows of time")
struct WindowTests {
    func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    @Test("A day in Shanghai begins at 16:00 UTC; the last microsecond still belongs to it")
    func midnight() throws {
        let before = Window(.today, now: try moment("2026-03-01T15:59:59.999999Z"), offsetSeconds: 8 * 3600)
        #expect(before.start == (try moment("2026-02-28T16:00:00Z")))
        #expect(before.end == (try moment("2026-03-01T16:00:00Z")))
        let after = Window(.today, now: try moment("2026-03-01T16:00:00Z"), offsetSeconds: 8 * 3600)
        #expect(after.start == before.end)
        #expect(after.end == (try moment("2026-03-02T16:00:00Z")))
    }

    @Test(
        "Seven and thirty days end with today and count it",
        arguments: [
            (Window.Name.today, "2024-02-29T16:00:00Z", Int64(3600)), (.week, "2024-02-23T16:00:00Z", 86_400),
            (.month, "2024-01-31T16:00:00Z", 86_400),
        ])
    func ranges(name: Window.Name, start: String, step: Int64) throws {
        let window = Window(name, now: try moment("2024-03-01T03:00:00Z"), offsetSeconds: 8 * 3600)
        #expect(window.start == (try moment(start)))
        #expect(window.end == (try moment("2024-03-01T16:00:00Z")))
        #expect(window.stepSeconds == step)
    }

    @Test(
        "In every time zone and at every hour the day holds the moment and lasts 24 hours",
        arguments: [
            -720, -480, -210, 0, 60, 345, 480, 840,
        ] as [Int64])
    func zones(offsetMinutes: Int64) {
        let offset = offsetMinutes * 60
        for base in [Int64(0), 1_700_000_000, 1_772_323_200] {
            for hour in stride(from: Int64(0), to: 48, by: 1) {
                let now = Timestamp(microseconds: (base + hour * 3600) * 1_000_000 + hour)
                let window = Window(.today, now: now, offsetSeconds: offset)
                #expect(window.start <= now && now < window.end)
                #expect(window.end.seconds(since: window.start) == 86_400)
                let local = window.start.microseconds / 1_000_000 + offset
                #expect(local % 86_400 == 0, "it begins at midnight there")
            }
        }
    }

    @Test("The median is the middle value, or the mean of the two in the middle")
    func median() {
        #expect(Tally.median([]) == nil)
        #expect(Tally.median([7]) == 7)
        #expect(Tally.median([9, 1, 5]) == 5)
        #expect(Tally.median([10, 1, 2, 100]) == 6)
        #expect(Tally.median([3, 3, 3, 1_000_000]) == 3)
    }
}
