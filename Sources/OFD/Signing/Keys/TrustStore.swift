import COpenSSL
import Foundation

/// The authorities whose word is believed (信任库): chains of certificates must end at one of them.
public struct TrustStore: Sendable {
    /// The certificates that are believed as they are.
    public let roots: [Certificate]

    /// A store of these roots; an empty one trusts nobody.
    public init(roots: [Certificate]) { self.roots = roots }

    /// What a chain is needed for.
    enum Purpose {
        case signing, timestamping

        var code: Int32 {
            switch self {
            case .signing: X509_PURPOSE_ANY
            case .timestamping: X509_PURPOSE_TIMESTAMP_SIGN
            }
        }
    }

    /// Looks for a chain from a certificate to a root: signatures, validity at a moment, constraints, purpose
    /// (RFC 5280 section 6).
    ///
    /// - Parameter others: certificates that came along and may stand in between.
    /// - Returns: why there is no such chain, or `nil` when there is one.
    func objection(
        to certificate: Certificate, with others: [Certificate], at moment: Date, for purpose: Purpose = .signing
    ) throws(SigningFailure) -> String? {
        let store = try opened(at: moment, for: purpose)
        defer { X509_STORE_free(store) }
        let between = try CertificateList(others)
        defer { between.free() }
        return try certificate.withX509 { x509 throws(SigningFailure) in
            let context = try OpenSSLErrors.require(X509_STORE_CTX_new(), "chain")
            defer { X509_STORE_CTX_free(context) }
            try OpenSSLErrors.require(X509_STORE_CTX_init(context, store, x509, between.stack), "chain")
            let isTrusted = X509_verify_cert(context) == 1
            let error = X509_STORE_CTX_get_error(context)
            _ = OpenSSLErrors.drained()
            return isTrusted ? nil : String(cString: X509_verify_cert_error_string(Int(error)))
        }
    }

    /// OpenSSL's store of the roots, to be freed by whoever asked for it. The moment is given, so that the clock of
    /// this machine is not read.
    func opened(at moment: Date, for purpose: Purpose) throws(SigningFailure) -> OpaquePointer {
        let store = try OpenSSLErrors.require(X509_STORE_new(), "trust store")
        do {
            for root in roots {
                try root.withX509 { x509 throws(SigningFailure) in
                    try OpenSSLErrors.require(X509_STORE_add_cert(store, x509), "trust store")
                }
            }
        } catch {
            X509_STORE_free(store)
            throw error
        }
        let parameters = X509_STORE_get0_param(store)
        X509_VERIFY_PARAM_set_time(parameters, time_t(moment.timeIntervalSince1970.rounded(.down)))
        // Whoever is named a root is believed, also when somebody else has signed its certificate.
        X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        X509_VERIFY_PARAM_set_purpose(parameters, purpose.code)
        return store
    }
}

/// Certificates as one of OpenSSL's lists.
struct CertificateList {
    let stack: OpaquePointer

    init(_ certificates: [Certificate]) throws(SigningFailure) {
        stack = try OpenSSLErrors.require(magpie_certificates_new(), "certificates")
        for certificate in certificates {
            let x509 = try Certificate.opened(certificate.der)
            if magpie_certificates_push(stack, x509) != 1 { X509_free(x509) }
        }
    }

    func free() { magpie_certificates_free(stack) }
}
