import Crypto

/// The host page's proof that its visitor is the user it names: hex(HMAC-SHA256(channel secret, user id)).
///
/// The form that Chatwoot calls `identifier_hash`, so that a page written for it works here.
public enum HostUserProof {
    /// The proof in small hexadecimal letters, as the host page's server makes it.
    public static func make(secret: String, user: String) -> String {
        hexadecimal(
            HMAC<SHA256>.authenticationCode(
                for: Array(user.utf8), using: SymmetricKey(data: Array(secret.utf8))))
    }

    /// Compares in constant time, in either case. An empty secret or user proves nothing.
    public static func verify(_ proof: String, secret: String, user: String) -> Bool {
        guard !secret.isEmpty, !user.isEmpty else { return false }
        return sameBytes(proof.lowercased().utf8, make(secret: secret, user: user).utf8)
    }
}
