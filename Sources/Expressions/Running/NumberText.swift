import Foundation

/// How SQLite reads numbers out of texts and writes numbers as texts.
enum NumberText {
    /// A real number the way SQLite prints it: 15 significant digits and always a decimal point.
    static func spell(_ value: Double) -> String {
        if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
        if value == 0 { return "0.0" }
        // Not Foundation's String(format:), which follows a locale's idea of exponents.
        var buffer = [CChar](repeating: 0, count: 32)
        let length = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.15g", $0) }
        let short = String(decoding: buffer.prefix(Int(max(0, length))).map(UInt8.init(bitPattern:)), as: UTF8.self)
        if short.contains(".") { return short }
        guard let exponent = short.firstIndex(of: "e") else { return short + ".0" }
        return short[..<exponent] + ".0" + short[exponent...]
    }
}

/// The longest prefix of a text that reads as a number, and what SQLite makes of it.
private struct NumberPrefix {
    var integerDigits = ""
    var wholeText = ""
    var digits = 0
    var hasPoint = false, hasExponent = false, exponentIsValid = true, reachedEnd = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var at = 0
        func peek() -> UInt8? { at < bytes.count ? bytes[at] : nil }
        func takeDigits(into text: inout String) -> Int {
            let start = at
            while let byte = peek(), byte.isDigit {
                at += 1
                text.unicodeScalars.append(Unicode.Scalar(byte))
            }
            return at - start
        }
        while let byte = peek(), byte.isSpace { at += 1 }
        if let sign = peek(), sign == 0x2D || sign == 0x2B {
            if sign == 0x2D {
                integerDigits = "-"
                wholeText = "-"
            }
            at += 1
        }
        digits = takeDigits(into: &integerDigits)
        wholeText = integerDigits
        if digits == 0 { wholeText += "0" }
        if peek() == 0x2E {
            at += 1
            hasPoint = true
            var fraction = ""
            digits += takeDigits(into: &fraction)
            if !fraction.isEmpty { wholeText += "." + fraction }
        }
        if let byte = peek(), byte.lowercasedASCII == 0x65 {
            at += 1
            hasExponent = true
            var exponent = "e"
            if let sign = peek(), sign == 0x2D || sign == 0x2B {
                exponent += sign == 0x2D ? "-" : "+"
                at += 1
            }
            exponentIsValid = takeDigits(into: &exponent) > 0
            if exponentIsValid { wholeText += exponent }
        }
        while let byte = peek(), byte.isSpace { at += 1 }
        reachedEnd = at >= bytes.count
    }

    var real: Double { digits == 0 ? 0 : Double(wholeText) ?? 0 }

    /// The whole number at the start; `nil` when it does not fit in 64 bits.
    var integer: Int64? { integerDigits.isEmpty || integerDigits == "-" ? 0 : Int64(integerDigits) }

    /// A fraction or exponent makes a real, but a dangling `e` (as in `'1e'`) does not.
    var looksReal: Bool { digits > 0 && (hasPoint || (hasExponent && exponentIsValid)) }
}

extension ByteText {
    /// The number this text begins with, 0 when there is none.
    var real: Double { withBytes { NumberPrefix($0).real } }

    /// The number an arithmetic operator sees: `'12abc'` is 12, `'1.5x'` is 1.5, `'abc'` is 0.
    var number: Cell {
        withBytes { bytes in
            let prefix = NumberPrefix(bytes)
            if !prefix.looksReal, let whole = prefix.integer { return .integer(whole) }
            return Cell(real: prefix.real)
        }
    }

    /// The whole number this text begins with, held within 64 bits.
    var integer: Int64 {
        withBytes { bytes in
            let prefix = NumberPrefix(bytes)
            return prefix.integer ?? (prefix.integerDigits.hasPrefix("-") ? .min : .max)
        }
    }
}
