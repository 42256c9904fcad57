import COpenSSL
public import Foundation

/// What a new certificate shall say. For test identities: no register of issued numbers is kept, nothing is revoked.
public struct CertificateDraft: Sendable {
    /// What the certificate's key may do.
    public enum Use: Sendable {
        /// Sign other certificates.
        case authority
        /// Sign documents and seals.
        case signing
        /// Sign timestamps, and nothing else.
        case timestamping
    }

    /// The holder's common name.
    public var name: String
    /// The first and last moment at which it is valid.
    public var validity: ClosedRange<Date>
    /// What its key may do.
    public var use: Use
    /// The serial number, 8 to 20 bytes from a source of chance.
    public var serial: [UInt8]

    /// A draft with everything that a certificate must say.
    public init(name: String, validity: ClosedRange<Date>, use: Use, serial: [UInt8]) {
        self.name = name
        self.validity = validity
        self.use = use
        self.serial = serial
    }

    /// The certificate of `key`, signed by its own holder.
    public func selfSigned(by key: PrivateKey) throws(SigningFailure) -> Certificate {
        try certificate(for: key, issuerName: Self.name(name), issuerKey: key)
    }

    /// The certificate of `key`, signed by an authority.
    public func signed(
        for key: PrivateKey, by authority: Certificate, key authorityKey: PrivateKey
    ) throws(SigningFailure) -> Certificate {
        guard try authority.belongs(to: authorityKey), authority.isAuthority else {
            throw .certificate("\(authority.commonName) cannot sign certificates with this key")
        }
        return try certificate(for: key, issuerName: authority.subjectName(), issuerKey: authorityKey)
    }

    /// `TBSCertificate` of RFC 5280 section 4.1, and the signature over it.
    private func certificate(
        for key: PrivateKey, issuerName: [UInt8], issuerKey: PrivateKey
    ) throws(SigningFailure) -> Certificate {
        guard (8...20).contains(serial.count), !name.isEmpty, name.count <= 64 else {
            throw .certificate("it needs a name of up to 64 characters and a number of 8 to 20 bytes")
        }
        let algorithm = DERWriter.sequence(
            try DERWriter.identifier(issuerKey.isSM2 ? SM2.algorithm : "1.2.840.10045.4.3.2"))
        let content = DERWriter.sequence(
            DERWriter.value(.context0, DERWriter.integer(2)),
            DERWriter.unsigned([serial[0] & 0x7F | 0x40] + serial.dropFirst()),
            algorithm, issuerName,
            DERWriter.sequence(Self.time(validity.lowerBound), Self.time(validity.upperBound)),
            try Self.name(name), try key.publicKey(),
            DERWriter.value(.context3, DERWriter.list(try extensions())))
        return try Certificate(
            der: DERWriter.sequence(content, algorithm, DERWriter.bits(issuerKey.signAnyKind(content))))
    }

    private func extensions() throws(SigningFailure) -> [[UInt8]] {
        let yes = DERWriter.value(.boolean, [0xFF])
        let constraints = DERWriter.list(use == .authority ? [yes] : [])
        // Bits of keyUsage: 0 digitalSignature, 1 nonRepudiation, 5 keyCertSign, 6 cRLSign.
        let usage: [UInt8] =
            use == .authority ? [1, 0b0000_0110] : use == .signing ? [6, 0b1100_0000] : [7, 0b1000_0000]
        var found = [
            DERWriter.sequence(
                try DERWriter.identifier("2.5.29.19"), yes, DERWriter.octets(constraints)),
            DERWriter.sequence(
                try DERWriter.identifier("2.5.29.15"), yes, DERWriter.octets(DERWriter.value(.bits, usage))),
        ]
        if use == .timestamping {
            let purpose = DERWriter.sequence(try DERWriter.identifier("1.3.6.1.5.5.7.3.8"))
            found.append(
                DERWriter.sequence(try DERWriter.identifier("2.5.29.37"), yes, DERWriter.octets(purpose)))
        }
        return found
    }

    private static func name(_ name: String) throws(SigningFailure) -> [UInt8] {
        func part(_ identifier: String, _ value: [UInt8]) throws(SigningFailure) -> [UInt8] {
            DERWriter.value(.set, DERWriter.sequence(try DERWriter.identifier(identifier), value))
        }
        return DERWriter.sequence(
            try part("2.5.4.6", DERWriter.value(.printable, Array("CN".utf8))),
            try part("2.5.4.10", DERWriter.utf8("Magpie test identity")), try part("2.5.4.3", DERWriter.utf8(name)))
    }

    /// Years up to 2049 have two digits (RFC 5280 section 4.1.2.5).
    private static func time(_ date: Date) -> [UInt8] {
        let text = DERTime.text(date)
        return text < "2050" ? DERWriter.value(.utcTime, Array(text.utf8.dropFirst(2))) : DERWriter.time(date)
    }
}

extension PrivateKey {
    /// The public key as certificates hold it, in DER.
    fileprivate func publicKey() throws(SigningFailure) -> [UInt8] {
        try withKey { key throws(SigningFailure) in try OpenSSLBytes.der("public key") { i2d_PUBKEY(key, $0) } }
    }
}

extension Certificate {
    /// The subject in DER.
    fileprivate func subjectName() throws(SigningFailure) -> [UInt8] {
        try withX509 { x509 throws(SigningFailure) in
            try OpenSSLBytes.der("subject") { i2d_X509_NAME(X509_get_subject_name(x509), $0) }
        }
    }

    /// How a signature by this certificate's key is called when it signs with SM3 or SHA-256.
    func signatureAlgorithm() throws(SigningFailure) -> String {
        if isSM2 { return SM2.algorithm }
        return try withX509 { x509 throws(SigningFailure) in
            let key = try OpenSSLErrors.require(X509_get0_pubkey(x509), "public key")
            return EVP_PKEY_is_a(key, "EC") == 1 ? "1.2.840.10045.4.3.2" : "1.2.840.113549.1.1.11"
        }
    }
}
