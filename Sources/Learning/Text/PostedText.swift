/// A post on a social network, without what says nothing about its feeling: who is called, and where links lead.
///
/// A name after "@" becomes "@" alone, a link becomes "🔗". Chinese microblogs pass posts on as "own words//@author:
/// their words": that mark becomes "⇢", so that own words can be told from those of others.
struct PostedText {
    static let forwarding: UInt32 = 0x21E2
    /// Longer names are words.
    private static let nameLengthMax = 30

    /// The text as it should be read.
    let text: String

    init(_ posted: String) {
        guard posted.unicodeScalars.contains(where: { $0 == "@" || $0 == "＠" || $0 == "/" }) else {
            text = posted
            return
        }
        var rest = Substring(posted).unicodeScalars
        var read = String.UnicodeScalarView()
        while let next = rest.first {
            if let end = Self.forwardEnd(rest) {
                read.append(contentsOf: " ⇢ ".unicodeScalars)
                rest = rest[end...]
            } else if let end = Self.nameEnd(rest) {
                read.append(contentsOf: "@ ".unicodeScalars)
                rest = rest[end...]
            } else if let end = Self.linkEnd(rest) {
                read.append(contentsOf: " 🔗 ".unicodeScalars)
                rest = rest[end...]
            } else {
                read.append(next)
                rest.removeFirst()
            }
        }
        text = String(read)
    }

    private typealias Scalars = Substring.UnicodeScalarView

    private static func forwardEnd(_ scalars: Scalars) -> Scalars.Index? {
        guard scalars.starts(with: "//@".unicodeScalars) else { return nil }
        let name = scalars.dropFirst(3)
        guard let end = name.prefix(nameLengthMax).firstIndex(where: { $0 == ":" || $0 == "：" }) else {
            return nameEnd(scalars.dropFirst(2))
        }
        return scalars.index(after: end)
    }

    private static func nameEnd(_ scalars: Scalars) -> Scalars.Index? {
        guard scalars.first == "@" || scalars.first == "＠" else { return nil }
        let name = scalars.dropFirst().prefix(nameLengthMax).prefix { !endsName($0) }
        return name.isEmpty ? nil : name.endIndex
    }

    private static func linkEnd(_ scalars: Scalars) -> Scalars.Index? {
        guard ["http://", "https://"].contains(where: { scalars.starts(with: $0.unicodeScalars) }) else { return nil }
        return scalars.prefix { $0.isASCII && $0.value > 0x20 }.endIndex
    }

    private static func endsName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || ":：,，。！!？?@＠#[]【】/".unicodeScalars.contains(scalar)
    }
}
