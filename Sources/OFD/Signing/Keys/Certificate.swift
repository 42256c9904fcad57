import COpenSSL
public import Foundation

/// An X.509 certificate (数字证书): who holds a key, who says so, and for how long.
///
/// A value of bytes: OpenSSL's object of it lives only during a call. Reading one proves nothing about its signature;
/// `TrustStore` does that.
public struct Certificate: Sendable, Hashable {
    static let bytesMax = 65_536

    /// The certificate exactly as it was received.
    public let der: [UInt8]
    /// The holder's distinguished name, as RFC 2253 writes it.
    public let subject: String
    /// The issuer's distinguished name.
    public let issuer: String
    /// The serial number in hexadecimal digits.
    public let serial: String
    /// The first moment at which it is valid.
    public let notBefore: Date
    /// The last moment at which it is valid.
    public let notAfter: Date
    /// Whether it may sign other certificates (basic constraints).
    public let isAuthority: Bool
    /// Whether its key may sign documents: key usage names digital signature or non-repudiation, or nothing at all.
    public let maySign: Bool
    /// Whether its key is on the SM2 curve.
    public let isSM2: Bool

    /// Reads strict DER with nothing behind it.
    ///
    /// - Throws: `SigningFailure.certificate`.
    public init(der: [UInt8]) throws(SigningFailure) {
        let x509 = try Self.opened(der)
        defer { X509_free(x509) }
        // Bytes that another encoder would write otherwise could be changed without anybody noticing.
        guard try OpenSSLBytes.der("certificate", { i2d_X509(x509, $0) }) == der else {
            throw .certificate("it is not in DER")
        }
        guard let notBefore = Self.date(X509_get0_notBefore(x509)), let notAfter = Self.date(X509_get0_notAfter(x509))
        else { throw .certificate("its validity cannot be read") }
        self.der = der
        subject = Self.text(X509_get_subject_name(x509))
        issuer = Self.text(X509_get_issuer_name(x509))
        serial = Self.digits(X509_get0_serialNumber(x509))
        self.notBefore = notBefore
        self.notAfter = notAfter
        isAuthority = X509_check_ca(x509) > 0
        maySign = X509_get_key_usage(x509) & UInt32(KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION) != 0
        isSM2 = X509_get0_pubkey(x509).map { EVP_PKEY_is_a($0, "SM2") == 1 } ?? false
        _ = OpenSSLErrors.drained()
    }

    /// The common name, or the whole subject when there is none.
    public var commonName: String {
        subject.split(separator: ",").first { $0.hasPrefix("CN=") }.map { String($0.dropFirst(3)) } ?? subject
    }

    /// Whether an SM2 signature over a message is by this certificate's key.
    public func verifies(_ signature: [UInt8], of message: [UInt8]) throws(SigningFailure) -> Bool {
        guard isSM2 else { return false }
        return try withX509 { x509 throws(SigningFailure) in
            let key = try OpenSSLErrors.require(X509_get0_pubkey(x509), "public key")
            return try SM2.verify(signature, of: message, with: key)
        }
    }

    /// Whether a signature of any kind is by this certificate's key: SM2 with SM3, or ECDSA or RSA with a digest.
    func verifiesAnyKind(
        _ signature: [UInt8], of message: [UInt8], digest: Digest
    ) throws(SigningFailure) -> Bool {
        if isSM2 { return digest == .sm3 ? try verifies(signature, of: message) : false }
        return try withX509 { x509 throws(SigningFailure) in
            let key = try OpenSSLErrors.require(X509_get0_pubkey(x509), "public key")
            let context = try OpenSSLErrors.require(EVP_MD_CTX_new(), "digest context")
            defer { EVP_MD_CTX_free(context) }
            guard EVP_DigestVerifyInit(context, nil, digest.algorithm, nil, key) == 1 else {
                throw .cryptography("verification: \(OpenSSLErrors.drained())")
            }
            let result = EVP_DigestVerify(context, signature, signature.count, message, message.count)
            _ = OpenSSLErrors.drained()
            return result == 1
        }
    }

    /// Whether it is good for timestamps and nothing else: extended key usage timeStamping alone, critical
    /// (RFC 3161 section 2.3).
    func isForTimestamps() throws(SigningFailure) -> Bool {
        try withX509 { x509 in X509_check_purpose(x509, X509_PURPOSE_TIMESTAMP_SIGN, 0) == 1 }
    }

    /// How a CMS signer names this certificate: DER of SEQUENCE { issuer, serial number }.
    func issuerAndSerial() throws(SigningFailure) -> [UInt8] {
        try withX509 { x509 throws(SigningFailure) in
            let name = try OpenSSLBytes.der("issuer") { i2d_X509_NAME(X509_get_issuer_name(x509), $0) }
            let number = try OpenSSLBytes.der("serial number") { i2d_ASN1_INTEGER(X509_get0_serialNumber(x509), $0) }
            return DERWriter.sequence(name, number)
        }
    }

    /// Whether another certificate's key has signed this one. Validity and constraints are not looked at.
    func isSigned(by issuer: Certificate) -> Bool {
        let verified = try? withX509 { x509 throws(SigningFailure) in
            try issuer.withX509 { issuer throws(SigningFailure) in
                X509_get0_pubkey(issuer).map { X509_verify(x509, $0) == 1 } ?? false
            }
        }
        _ = OpenSSLErrors.drained()
        return verified == true
    }

    /// Whether a private key is this certificate's.
    func belongs(to key: PrivateKey) throws(SigningFailure) -> Bool {
        try withX509 { x509 throws(SigningFailure) in
            try key.withKey { key throws(SigningFailure) in
                let matches = X509_check_private_key(x509, key) == 1
                _ = OpenSSLErrors.drained()
                return matches
            }
        }
    }

    /// Lends OpenSSL's object of the certificate, which knows SM2's identity, for the time of a call.
    func withX509<Result>(
        _ body: (OpaquePointer) throws(SigningFailure) -> Result
    ) throws(SigningFailure) -> Result {
        let x509 = try Self.opened(der)
        defer { X509_free(x509) }
        return try body(x509)
    }

    /// OpenSSL's object of the certificate, to be freed by whoever asked for it.
    ///
    /// Without the identity OpenSSL finds no SM2 signature on a certificate right, and with it no other one.
    static func opened(_ der: [UInt8]) throws(SigningFailure) -> OpaquePointer {
        guard der.count <= bytesMax else { throw .certificate("it has more than \(bytesMax) bytes") }
        guard let x509 = OpenSSLBytes.object(from: der, { d2i_X509(nil, $0, $1) }, free: { X509_free($0) }) else {
            throw .certificate("it cannot be read (\(OpenSSLErrors.drained()))")
        }
        guard X509_get_signature_nid(x509) == NID_SM2_with_SM3 else { return x509 }
        let identity = ASN1_OCTET_STRING_new()
        ASN1_OCTET_STRING_set(identity, SM2.identity, Int32(SM2.identity.count))
        X509_set0_distinguishing_id(x509, identity)
        return x509
    }
}
