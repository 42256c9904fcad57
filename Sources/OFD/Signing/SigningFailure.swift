/// Why something could not be signed, or not even be read well enough to be verified.
///
/// What a verification finds wrong with a signature is not thrown but told in the report.
public enum SigningFailure: Error, Equatable, CustomStringConvertible {
    /// Not the DER (ITU-T X.690) that was expected here.
    case der(String)
    /// Not a key that can be used.
    case key(String)
    /// Not an X.509 certificate that can be used.
    case certificate(String)
    /// Not an electronic seal, or not one that this key may use.
    case seal(String)
    /// `Signatures.xml` or `Signature.xml` does not say what it must.
    case signatureFile(String)
    /// A request, response or token of RFC 3161 that cannot be read, or is not an answer to what was asked.
    case timestamp(String)
    /// There is no such page or field to sign at, or the field is signed already.
    case place(String)
    /// The package lacks what signatures need, or cannot be signed as it is.
    case package(String)
    /// The cryptographic library could not do what it was asked.
    case cryptography(String)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .der(let reason): "not valid DER: \(reason)"
        case .key(let reason): "not a usable key: \(reason)"
        case .certificate(let reason): "not a usable certificate: \(reason)"
        case .seal(let reason): "not a usable seal: \(reason)"
        case .signatureFile(let reason): "not a usable signature file: \(reason)"
        case .timestamp(let reason): "timestamp: \(reason)"
        case .place(let reason): "cannot be signed there: \(reason)"
        case .package(let reason): "the package cannot be used: \(reason)"
        case .cryptography(let reason): "OpenSSL: \(reason)"
        }
    }
}
