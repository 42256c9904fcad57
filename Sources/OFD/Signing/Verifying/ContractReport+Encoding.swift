import Foundation

// Moments are written in ISO 8601 in UTC, so that the report reads the same everywhere.

extension ContractReport: Encodable {
    private enum Key: String, CodingKey {
        case valid, complete, trusted, signatures, unprotected, unsignedFields, reasons
    }

    /// One object with the names of the properties.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(valid, forKey: .valid)
        try fields.encode(complete, forKey: .complete)
        try fields.encode(trusted, forKey: .trusted)
        try fields.encode(signatures, forKey: .signatures)
        try fields.encode(unprotected, forKey: .unprotected)
        try fields.encode(unsignedFields, forKey: .unsignedFields)
        try fields.encode(reasons, forKey: .reasons)
    }
}

extension SignatureReport: Encodable {
    private enum Key: String, CodingKey {
        case id, file, valid, trusted, signer, issuer, serial, seal, claimedTime, trustedTime, timestamp, stamps
        case protectedFiles, tampered, reasons
    }

    /// One object with the names of the properties; what is not known is left out.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(file, forKey: .file)
        try fields.encode(valid, forKey: .valid)
        try fields.encode(trusted, forKey: .trusted)
        try fields.encodeIfPresent(signer, forKey: .signer)
        try fields.encodeIfPresent(issuer, forKey: .issuer)
        try fields.encodeIfPresent(serial, forKey: .serial)
        try fields.encodeIfPresent(seal, forKey: .seal)
        try fields.encodeIfPresent(claimedTime?.ISO8601Format(), forKey: .claimedTime)
        try fields.encodeIfPresent(trustedTime?.ISO8601Format(), forKey: .trustedTime)
        try fields.encodeIfPresent(timestamp, forKey: .timestamp)
        try fields.encode(stamps, forKey: .stamps)
        try fields.encode(protectedFiles, forKey: .protectedFiles)
        try fields.encode(tampered, forKey: .tampered)
        try fields.encode(reasons, forKey: .reasons)
    }
}

extension TimestampVerdict: Encodable {
    private enum Key: String, CodingKey {
        case time, authority, valid, trusted, problems, objection
    }

    /// One object with the names of the properties, and whether it is valid and trusted.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(time.ISO8601Format(), forKey: .time)
        try fields.encode(authority, forKey: .authority)
        try fields.encode(isValid, forKey: .valid)
        try fields.encode(isTrusted, forKey: .trusted)
        try fields.encode(problems, forKey: .problems)
        try fields.encodeIfPresent(objection, forKey: .objection)
    }
}
