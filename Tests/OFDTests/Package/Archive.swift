import Foundation

@testable import OFD

/// Archives made by hand, so that every field can be wrong.
struct Archive {
    /// One entry; what is not given is as it should be.
    struct Entry {
        var name: [UInt8]
        var bytes: [UInt8]
        var localName: [UInt8]?
        var flags = 0x0800
        var localFlags: Int?
        var method = 0
        var checksum: Int?
        var stated: Int?
        var extra: [UInt8] = []
        var behind: [UInt8] = []

        init(_ name: String, _ text: String = "x") {
            self.name = Array(name.utf8)
            bytes = Array(text.utf8)
        }
    }

    var entries: [Entry]
    var before: [UInt8] = []
    var between: [UInt8] = []
    var beforeEnd: [UInt8] = []
    var comment: [UInt8] = []
    var statedCommentCount: Int?
    var statedEntries: Int?

    init(_ entries: Entry...) { self.entries = entries }

    var data: Data {
        var archive = before
        var directory: [UInt8] = []
        for entry in entries {
            let checksum = entry.checksum ?? Deflate.checksum(Data(entry.bytes))
            let sizes =
                number(checksum, 4) + number(entry.bytes.count, 4) + number(entry.stated ?? entry.bytes.count, 4)
            let kind = number(entry.method, 2) + number(0, 2) + number(0x21, 2)
            directory += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + number(entry.flags, 2) + kind + sizes
            directory += number(entry.name.count, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 2)
            directory += number(0, 4) + number(archive.count, 4) + entry.name
            let localName = entry.localName ?? entry.name
            archive += number(0x0403_4B50, 4) + number(20, 2) + number(entry.localFlags ?? entry.flags, 2) + kind
            archive += entry.flags & 8 != 0 ? [UInt8](repeating: 0, count: 12) : sizes
            archive += number(localName.count, 2) + number(entry.extra.count, 2) + localName + entry.extra + entry.bytes
            archive += entry.behind + between
        }
        let count = number(statedEntries ?? entries.count, 2)
        let end = number(0x0605_4B50, 4) + number(0, 4) + count + count + number(directory.count, 4)
        return Data(
            archive + directory + beforeEnd + end + number(archive.count, 4)
                + number(statedCommentCount ?? comment.count, 2) + comment)
    }

    func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 255) } }
}
