/// Reads numbers written in Chinese numerals, as people write amounts and ages: 三十五, 两千五, 一万零五百, 叁仟.
enum ChineseNumeral {
    private static let digits: [Character: Int] = [
        "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
        "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    ]
    private static let units: [Character: Int] = [
        "十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000,
    ]
    private static let myriads: [Character: Int] = ["万": 10_000, "萬": 10_000, "亿": 100_000_000]

    static func isNumeral(_ character: Character) -> Bool {
        digits[character] != nil || units[character] != nil || myriads[character] != nil
    }

    static func myriad(_ character: Character) -> Int? { myriads[character] }
    static func unit(_ character: Character) -> Int? { units[character] ?? myriads[character] }

    /// The number, or nil when the characters are no number people would say: 五一, 万一, 一千三万.
    ///
    /// Of two neighbouring digits (七八千) the upper counts. A last digit without its unit belongs to the next lower
    /// one: 两千五 is 2500.
    static func value(_ numerals: [Character]) -> Int? {
        guard let first = numerals.first else { return nil }
        if myriads[first] != nil || (units[first] ?? 10) > 10 { return nil }
        if numerals.count == 1 { return digits[first] ?? units[first] }
        guard numerals.contains(where: { unit($0) != nil }) else { return nil }
        var reading = Reading()
        for character in numerals where !reading.take(character) { return nil }
        return reading.finished
    }

    /// The sum so far: what stands above the last 万, what has gathered below it, and a digit waiting for its unit.
    private struct Reading {
        private var high = 0
        private var low = 0
        private var waiting: Int?
        private var lastUnit = 0
        private var sawZero = false
        private var myriadMax = Int.max

        mutating func take(_ character: Character) -> Bool {
            if let digit = digits[character] { return take(digit: digit) }
            if let unit = units[character] { return take(unit: unit) }
            return myriads[character].map { take(myriad: $0) } ?? false
        }

        private mutating func take(digit: Int) -> Bool {
            if digit == 0 {
                guard waiting == nil else { return false }
                sawZero = true
                return true
            }
            // 七八千, 三五百: the upper of two rising digits.
            if let before = waiting, digit <= before { return false }
            waiting = digit
            return true
        }

        private mutating func take(unit: Int) -> Bool {
            // 十五 has no digit before its unit; 一千百 has the wrong order.
            guard waiting != nil || unit == 10, lastUnit == 0 || unit < lastUnit else { return false }
            low += (waiting ?? 1) * unit
            (waiting, lastUnit, sawZero) = (nil, unit, false)
            return true
        }

        private mutating func take(myriad: Int) -> Bool {
            guard myriad < myriadMax, low + (waiting ?? 0) > 0 else { return false }
            high += (low + (waiting ?? 0)) * myriad
            (low, waiting, lastUnit, sawZero) = (0, nil, myriad, false)
            myriadMax = myriad
            // After 万 the units begin anew, but a single last digit still means thousands: 一万二.
            return true
        }

        var finished: Int? {
            guard let last = waiting else { return high + low }
            let isShort = lastUnit >= 100 && !sawZero
            return high + low + (isShort ? last * lastUnit / 10 : last)
        }
    }
}
