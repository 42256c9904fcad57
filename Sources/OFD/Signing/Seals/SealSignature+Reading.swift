import Foundation

extension SealSignature {
    /// Reads the signature of a seal of version 1, 4 or 5.
    ///
    /// - Throws: `SigningFailure` saying what cannot be read.
    public init(der: [UInt8]) throws(SigningFailure) {
        guard der.count <= Self.bytesMax else { throw .seal("more than \(Self.bytesMax) bytes") }
        var fields = try DERFields(der)
        let toSign = try fields.value(.sequence)
        var content = try DERFields(toSign)
        version = try content.integer()
        guard [1, 4, 5].contains(version) else { throw .seal("a signature of version \(version)") }
        seal = try ElectronicSeal(der: Array(content.value(.sequence).encoded))
        time = try content.signingTime()
        dataHash = try content.bits()
        propertyInfo = try content.text(.ia5)
        if version == 1 {
            // The signer's certificate is signed along with the rest.
            certificate = try Certificate(der: content.octets())
            try Self.requireSM2(content.identifier())
            value = try fields.bits()
            timestamp = nil
        } else {
            if let added = try content.optional(.context0) { try added.requireStrict() }
            certificate = try Certificate(der: fields.octets())
            try Self.requireSM2(fields.identifier())
            value = try fields.bits()
            timestamp = try fields.timestamp()
        }
        try content.end()
        try fields.end()
        self.der = der
        signed = Array(toSign.encoded)
    }
}

extension DERFields {
    /// Version 1 wraps the time into a bit string, and leaves open how: as text of ISO 8601 or of DER, or as a time of
    /// DER. A token in its place is refused.
    fileprivate mutating func signingTime() throws(SigningFailure) -> Date {
        guard nextTag == .bits else { return try time() }
        let inside = try bits()
        let text = String(decoding: inside, as: UTF8.self)
        let iso = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
        if let moment = DERTime.generalized(text) ?? (try? iso.parse(text)) { return moment }
        var fields = try DERFields(DERWriter.sequence(inside))
        return try fields.time()
    }

    /// `timeStamp [0] EXPLICIT BIT STRING OPTIONAL`.
    fileprivate mutating func timestamp() throws(SigningFailure) -> [UInt8]? {
        guard let tagged = try optional(.context0) else { return nil }
        var inside = try DERFields(tagged, tag: .context0)
        let token = try inside.bits()
        try inside.end()
        return token
    }
}
