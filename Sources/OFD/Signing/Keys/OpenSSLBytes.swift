import COpenSSL

/// Bytes out of OpenSSL's objects.
enum OpenSSLBytes {
    /// What was written to a memory BIO.
    static func text(of bio: OpaquePointer) -> String {
        var start: UnsafeMutablePointer<CChar>?
        let count = magpie_bio_bytes(bio, &start)
        guard let start, count > 0 else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// DER by one of OpenSSL's `i2d_…` functions: first asked for the length, then for the bytes.
    static func der(
        _ what: String, _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) throws(SigningFailure) -> [UInt8] {
        let count = encode(nil)
        guard count > 0 else { throw .cryptography("\(what): \(OpenSSLErrors.drained())") }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        bytes.withUnsafeMutableBufferPointer { buffer in
            var next = buffer.baseAddress
            _ = encode(&next)
        }
        return bytes
    }

    /// An object by one of OpenSSL's `d2i_…` functions, if nothing is left over.
    static func object<Object>(
        from bytes: [UInt8], _ decode: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> Object?,
        free: (Object) -> Void
    ) -> Object? {
        bytes.withUnsafeBufferPointer { buffer in
            var next = buffer.baseAddress
            guard let object = decode(&next, buffer.count) else { return nil }
            guard let next, let start = buffer.baseAddress, next - start == buffer.count else {
                free(object)
                return nil
            }
            return object
        }
    }
}
