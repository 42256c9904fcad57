/// Dates as documents print them.
enum DatePattern {
    /// 2015年3月18日, also with spaces lost or a stray character before it.
    static func chinese(in snippet: Snippet) -> (snippet: Snippet, date: CalendarDate)? {
        guard let match = snippet.part(#/([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日?/#),
            let year = Int(match.output.1), let month = Int(match.output.2), let day = Int(match.output.3),
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        return (match.snippet, date)
    }

    /// A period 2015.01.01-2035.01.01 or 2015.01.01-长期; points and the dash may have been taken for other signs.
    static func period(in snippet: Snippet) -> (snippet: Snippet, start: CalendarDate, end: CalendarDate?)? {
        let day = "([12][0-9]{3})[.,·:。]?([0-9]{2})[.,·:。]?([0-9]{2})"
        guard let pattern = try? Regex("\(day)[.·]?[-—–_~一至]+(?:\(day)|长期)"), let match = snippet.part(pattern)
        else { return nil }
        let numbers = (1..<match.output.count).compactMap { match.output[$0].substring.flatMap { Int($0) } }
        guard numbers.count == 3 || numbers.count == 6,
            let start = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
        else { return nil }
        guard numbers.count == 6 else { return (match.snippet, start, nil) }
        guard let end = CalendarDate(year: numbers[3], month: numbers[4], day: numbers[5]) else { return nil }
        return (match.snippet, start, end)
    }
}
