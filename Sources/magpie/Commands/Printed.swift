import Foundation

/// How commands print: what was asked for on standard output, everything else aside.
enum Printed {
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// A line on standard error: how far the work is, or what was left out.
    static func aside(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
