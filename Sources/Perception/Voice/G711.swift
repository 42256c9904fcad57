/// The codings of the telephone network (ITU-T G.711): eight bits a sample on a logarithmic scale.
public enum G711 {
    /// µ-law (North America, Japan), to −1…1.
    public static func muLaw(_ byte: UInt8) -> Float {
        let inverted = ~byte
        let magnitude = ((Int(inverted & 0x0F) << 3) + 0x84) << Int((inverted & 0x70) >> 4)
        let value = inverted & 0x80 != 0 ? 0x84 - magnitude : magnitude - 0x84
        return Float(value) / 32_768
    }

    /// A-law (Europe, China), to −1…1.
    public static func aLaw(_ byte: UInt8) -> Float {
        let toggled = byte ^ 0x55
        let segment = Int((toggled & 0x70) >> 4)
        let step = Int(toggled & 0x0F) << 4
        let magnitude = segment == 0 ? step + 8 : (step + 0x108) << (segment - 1)
        return Float(toggled & 0x80 != 0 ? magnitude : -magnitude) / 32_768
    }
}
