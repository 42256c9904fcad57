/// The tags of ASN.1 (ITU-T X.680) that seals, signatures and timestamps are made of.
enum DERTag: UInt8 {
    case boolean = 0x01
    case integer = 0x02
    case bits = 0x03
    case octets = 0x04
    case null = 0x05
    case identifier = 0x06
    case utf8 = 0x0C
    case printable = 0x13
    case ia5 = 0x16
    case utcTime = 0x17
    case generalizedTime = 0x18
    case sequence = 0x30
    case set = 0x31
    /// `[0]` around something else.
    case context0 = 0xA0
    /// `[1]` around something else.
    case context1 = 0xA1
    /// `[3]` around something else.
    case context3 = 0xA3

    /// How the tag is called in a complaint.
    var name: String {
        switch self {
        case .context0: "[0]"
        case .context1: "[1]"
        case .context3: "[3]"
        default: "\(self)"
        }
    }
}
