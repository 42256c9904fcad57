import COpenSSL

/// OpenSSL's queue of errors, which belongs to the thread: it is emptied whenever something failed, so that no later
/// call is blamed for it.
enum OpenSSLErrors {
    /// Takes all errors out of the queue and gives the last one's reason.
    static func drained() -> String {
        var last: UInt = 0
        while case let code = ERR_get_error(), code != 0 { last = code }
        guard last != 0, let reason = ERR_reason_error_string(last) else { return "no reason given" }
        return String(cString: reason)
    }

    /// Throws, with OpenSSL's reason, unless the call returned 1.
    static func require(_ result: Int32, _ what: String) throws(SigningFailure) {
        if result != 1 { throw .cryptography("\(what): \(drained())") }
    }

    /// Throws, with OpenSSL's reason, unless the call returned an object.
    static func require<Object>(_ object: Object?, _ what: String) throws(SigningFailure) -> Object {
        guard let object else { throw .cryptography("\(what): \(drained())") }
        return object
    }
}
