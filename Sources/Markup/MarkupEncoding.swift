import Foundation

/// The document's characters as UTF-8, and the look at its beginning that keeps document types out.
enum MarkupEncoding {
    /// - Returns: the document in UTF-8, without byte order mark.
    static func unified(_ bytes: Data) throws(MarkupRefusal) -> Data {
        let utf8: Data
        switch (bytes.prefix(2).map { $0 }, bytes.starts(with: [0xEF, 0xBB, 0xBF])) {
        case (_, true): utf8 = bytes.dropFirst(3)
        case ([0xFF, 0xFE], _): utf8 = try transcoded(bytes.dropFirst(2), .utf16LittleEndian)
        case ([0xFE, 0xFF], _): utf8 = try transcoded(bytes.dropFirst(2), .utf16BigEndian)
        default: utf8 = bytes
        }
        let head = try prolog(of: utf8)
        guard let named = declaredEncoding(in: head) else { return utf8 }
        switch named.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": return utf8
        // The declaration no longer fits what the parser gets.
        case "utf-16", "utf-16le",
            "utf-16be" where utf8.startIndex != bytes.startIndex || utf8.count != bytes.count:
            return withoutDeclaration(utf8)
        default: throw .encoding(String(named.prefix(40)))
        }
    }

    private static func transcoded(_ bytes: Data, _ encoding: String.Encoding) throws(MarkupRefusal) -> Data {
        guard let text = String(data: Data(bytes), encoding: encoding) else { throw .encoding("broken UTF-16") }
        return withoutDeclaration(Data(text.utf8))
    }

    private static func withoutDeclaration(_ utf8: Data) -> Data {
        guard utf8.starts(with: Data("<?xml".utf8)), let end = utf8.range(of: Data("?>".utf8)) else { return utf8 }
        return Data(utf8[end.upperBound...])
    }

    /// Everything before the root element; comments and processing instructions are stepped over, a document type is
    /// refused.
    private static func prolog(of utf8: Data) throws(MarkupRefusal) -> Data {
        var position = utf8.startIndex
        while let open = utf8[position...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = utf8[open...]
            if rest.starts(with: Data("<!--".utf8)) {
                guard let end = utf8.range(of: Data("-->".utf8), in: open..<utf8.endIndex) else { break }
                position = end.upperBound
            } else if rest.starts(with: Data("<?".utf8)) {
                guard let end = utf8.range(of: Data("?>".utf8), in: open..<utf8.endIndex) else { break }
                position = end.upperBound
            } else if rest.starts(with: Data("<!".utf8)) {
                throw .documentType
            } else {
                return utf8[..<open]
            }
        }
        return utf8.prefix(0)
    }

    private static func declaredEncoding(in prolog: Data) -> String? {
        guard prolog.starts(with: Data("<?xml".utf8)), let end = prolog.range(of: Data("?>".utf8)) else { return nil }
        let declaration = String(decoding: prolog[..<end.lowerBound], as: UTF8.self)
        return declaration.firstMatch(of: #/encoding\s*=\s*["']([^"']*)["']/#).map { String($0.1) }
    }
}
