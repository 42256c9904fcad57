import COpenSSL

/// A private key (私钥), held as its DER bytes; OpenSSL's object of it lives only during a call.
///
/// SM2 signs contracts; a key on P-256 or of RSA is only good for a timestamping authority.
public struct PrivateKey: Sendable {
    private static let pemBytesMax = 65_536

    private let der: [UInt8]
    /// Whether the key is on the SM2 curve.
    public let isSM2: Bool

    /// Reads a PEM file: `PRIVATE KEY` (PKCS #8), `EC PRIVATE KEY` or `RSA PRIVATE KEY`, not encrypted.
    public init(pem: String) throws(SigningFailure) {
        guard pem.utf8.count <= Self.pemBytesMax else { throw .key("the file is larger than a key") }
        let text = Array(pem.utf8)
        let source = try OpenSSLErrors.require(BIO_new_mem_buf(text, Int32(text.count)), "memory")
        defer { BIO_free(source) }
        // A password is never asked for on the terminal: an encrypted key is refused.
        guard let key = PEM_read_bio_PrivateKey(source, nil, { _, _, _, _ in -1 }, nil) else {
            throw .key("not a private key in PEM without a password (\(OpenSSLErrors.drained()))")
        }
        defer { EVP_PKEY_free(key) }
        try self.init(key)
    }

    /// A key pair from OpenSSL's source of chance, for tests and demonstrations.
    public static func made(on curve: Curve) throws(SigningFailure) -> PrivateKey {
        let made = curve == .sm2 ? magpie_key_generate_sm2() : magpie_key_generate_p256()
        let key = try OpenSSLErrors.require(made, "new key")
        defer { EVP_PKEY_free(key) }
        return try PrivateKey(key)
    }

    /// A curve to make keys on.
    public enum Curve: Sendable {
        case sm2, p256
    }

    /// Takes over the bytes of OpenSSL's key, not the key itself.
    private init(_ key: OpaquePointer) throws(SigningFailure) {
        isSM2 = EVP_PKEY_is_a(key, "SM2") == 1
        der = try OpenSSLBytes.der("private key") { i2d_PrivateKey(key, $0) }
    }

    /// PKCS #8 in PEM, without a password.
    public func pem() throws(SigningFailure) -> String {
        try withKey { key throws(SigningFailure) in
            let sink = try OpenSSLErrors.require(BIO_new(BIO_s_mem()), "memory")
            defer { BIO_free(sink) }
            try OpenSSLErrors.require(PEM_write_bio_PKCS8PrivateKey(sink, key, nil, nil, 0, nil, nil), "PEM")
            return OpenSSLBytes.text(of: sink)
        }
    }

    /// Signs a message with SM2 and SM3 under the identity of GM/T 0009.
    ///
    /// - Returns: DER of SEQUENCE { r, s }.
    /// - Throws: `SigningFailure.key` when the key is not on the SM2 curve.
    public func sign(_ message: [UInt8]) throws(SigningFailure) -> [UInt8] {
        guard isSM2 else { throw .key("contracts are signed with SM2, and this key is of another kind") }
        return try withKey { key throws(SigningFailure) in try SM2.sign(message, with: key) }
    }

    /// Signs with whatever kind of key it is: SM2 with SM3, or ECDSA or RSA with SHA-256. For timestamps.
    func signAnyKind(_ message: [UInt8]) throws(SigningFailure) -> [UInt8] {
        if isSM2 { return try sign(message) }
        return try withKey { key throws(SigningFailure) in
            let context = try OpenSSLErrors.require(EVP_MD_CTX_new(), "digest context")
            defer { EVP_MD_CTX_free(context) }
            try OpenSSLErrors.require(EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key), "signature")
            var count = 0
            try OpenSSLErrors.require(EVP_DigestSign(context, nil, &count, message, message.count), "signature")
            var signature = [UInt8](repeating: 0, count: count)
            try OpenSSLErrors.require(
                EVP_DigestSign(context, &signature, &count, message, message.count), "signature")
            return Array(signature.prefix(count))
        }
    }

    /// Lends OpenSSL's object of the key for the time of a call.
    func withKey<Result>(
        _ body: (OpaquePointer) throws(SigningFailure) -> Result
    ) throws(SigningFailure) -> Result {
        let key = OpenSSLBytes.object(
            from: der, { d2i_AutoPrivateKey(nil, $0, $1) }, free: { EVP_PKEY_free($0) })
        let opened = try OpenSSLErrors.require(key, "private key")
        defer { EVP_PKEY_free(opened) }
        return try body(opened)
    }
}
