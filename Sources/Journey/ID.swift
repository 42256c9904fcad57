import Foundation

/// The name of one thing for ever: a UUID, version 7 (RFC 9562 §5.7) when made here.
///
/// The subject is in the type, so that a customer's id cannot be handed over where an agent's is wanted. An id is
/// never an order and never a cursor: two nodes may make ids in the same millisecond.
public struct ID<Subject>: Sendable, Hashable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes a version 7 id from the time and 74 random bits.
    public init(at time: Timestamp, random: (UInt64, UInt64)) {
        let milliseconds = UInt64(max(0, time.microseconds / 1000)) & 0xFFFF_FFFF_FFFF
        high = milliseconds << 16 | 0x7000 | (random.0 & 0x0FFF)
        low = 0x8000_0000_0000_0000 | (random.1 >> 2)
    }

    /// Reads the 16 bytes kept in the database; `nil` for any other length.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads the 36 character form of RFC 9562 §4, in either case.
    public init?(_ text: String) {
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        for (index, character) in text.utf8.enumerated() {
            let hyphenBelongsHere = index == 8 || index == 13 || index == 18 || index == 23
            if hyphenBelongsHere {
                guard character == UInt8(ascii: "-") else { return nil }
            } else {
                guard let digit = Self.digit(character), index < 36 else { return nil }
                digits.append(digit)
            }
        }
        guard digits.count == 32 else { return nil }
        high = digits[0..<16].reduce(0) { $0 << 4 | UInt64($1) }
        low = digits[16..<32].reduce(0) { $0 << 4 | UInt64($1) }
    }

    /// 16 bytes, most significant first, as they are stored.
    public var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * UInt64($0))) }
            + (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * UInt64($0))) }
    }

    /// The same 128 bits as the name of another kind of thing (a visitor who became a customer).
    public func renamed<Other>(_: Other.Type) -> ID<Other> { ID<Other>(high: high, low: low) }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case 48...57: character - 48
        case 97...102: character - 87
        case 65...70: character - 55
        default: nil
        }
    }
}

extension ID: CustomStringConvertible, LosslessStringConvertible {
    /// Lower-case hexadecimal with hyphens.
    public var description: String {
        var text = [UInt8]()
        text.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
            text.append(Self.letter(byte >> 4))
            text.append(Self.letter(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func letter(_ digit: UInt8) -> UInt8 { digit < 10 ? 48 + digit : 87 + digit }
}

extension ID: Comparable {
    /// For stable tie-breaks only; ids are not an order of events.
    public static func < (left: ID, right: ID) -> Bool { (left.high, left.low) < (right.high, right.low) }
}

extension ID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = ID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Subjects of ids: never instantiated.
public enum CustomerSubject {}
public enum AgentSubject {}
public enum TeamSubject {}
public enum ConversationSubject {}
public enum MessageSubject {}
public enum ChannelSubject {}
public enum DealSubject {}
public enum ScriptSubject {}
public enum SessionSubject {}
public enum EntrySubject {}

/// A person or company that talks to us (客户).
public typealias CustomerID = ID<CustomerSubject>
/// A colleague who answers (客服).
public typealias AgentID = ID<AgentSubject>
/// A group of colleagues with one leader (班组).
public typealias TeamID = ID<TeamSubject>
/// One thread between a customer and the company (会话).
public typealias ConversationID = ID<ConversationSubject>
/// One message of a conversation (消息).
public typealias MessageID = ID<MessageSubject>
/// A configured way in: a web site, an app (渠道).
public typealias ChannelID = ID<ChannelSubject>
/// One sale on its way (商机).
public typealias DealID = ID<DealSubject>
/// A script node (话术).
public typealias ScriptID = ID<ScriptSubject>
/// One sign-in of a colleague.
public typealias SessionID = ID<SessionSubject>
/// A row of the outbox, the timers or the vault.
public typealias EntryID = ID<EntrySubject>
