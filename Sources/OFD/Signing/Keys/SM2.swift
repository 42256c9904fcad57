import COpenSSL

/// The signature algorithm SM2 with SM3 (GB/T 32918.2) over OpenSSL's keys.
enum SM2 {
    /// The signer's identity that GM/T 0009 fixes, part of every digest that is signed.
    static let identity: [UInt8] = Array("1234567812345678".utf8)
    /// SM2-with-SM3, in dots.
    static let algorithm = "1.2.156.10197.1.501"

    /// Signs a message. The random number inside is OpenSSL's own: two signatures of one message differ.
    ///
    /// - Returns: DER of SEQUENCE { r, s }.
    static func sign(_ message: [UInt8], with key: OpaquePointer) throws(SigningFailure) -> [UInt8] {
        let context = try Context(key)
        defer { context.free() }
        try OpenSSLErrors.require(EVP_DigestSignInit(context.digest, nil, EVP_sm3(), nil, key), "SM2 signature")
        var count = 0
        try OpenSSLErrors.require(
            EVP_DigestSign(context.digest, nil, &count, message, message.count), "SM2 signature")
        var signature = [UInt8](repeating: 0, count: count)
        try OpenSSLErrors.require(
            EVP_DigestSign(context.digest, &signature, &count, message, message.count), "SM2 signature")
        return Array(signature.prefix(count))
    }

    /// Whether a signature is this key's over this message: strict DER of r and s or, as some write it, both numbers
    /// as 64 bytes.
    static func verify(_ signature: [UInt8], of message: [UInt8], with key: OpaquePointer) throws(SigningFailure)
        -> Bool
    {
        let context = try Context(key)
        defer { context.free() }
        try OpenSSLErrors.require(EVP_DigestVerifyInit(context.digest, nil, EVP_sm3(), nil, key), "SM2 verification")
        let coded = coded(signature)
        let result = EVP_DigestVerify(context.digest, coded, coded.count, message, message.count)
        if result != 1 { _ = OpenSSLErrors.drained() }
        return result == 1
    }

    private static func coded(_ signature: [UInt8]) -> [UInt8] {
        guard signature.count == 64, (try? DERFields(signature)) == nil else { return signature }
        return DERWriter.sequence(
            DERWriter.unsigned(Array(signature.prefix(32))), DERWriter.unsigned(Array(signature.suffix(32))))
    }

    /// A digest context whose key context knows the identity before the digest begins.
    private struct Context {
        let digest: OpaquePointer
        let key: OpaquePointer

        init(_ pair: OpaquePointer) throws(SigningFailure) {
            key = try OpenSSLErrors.require(EVP_PKEY_CTX_new(pair, nil), "key context")
            guard let digest = EVP_MD_CTX_new() else {
                EVP_PKEY_CTX_free(key)
                throw .cryptography("digest context: \(OpenSSLErrors.drained())")
            }
            self.digest = digest
            EVP_PKEY_CTX_set1_id(key, SM2.identity, Int32(SM2.identity.count))
            EVP_MD_CTX_set_pkey_ctx(digest, key)
        }

        func free() {
            EVP_MD_CTX_free(digest)
            EVP_PKEY_CTX_free(key)
        }
    }
}
