import COpenSSL
import Foundation

extension Certificate {
    /// Most certificates that one file may hold.
    static let filesCertificatesMax = 10_000

    /// The certificate in PEM.
    public var pem: String {
        let lines = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN CERTIFICATE-----\n\(lines)\n-----END CERTIFICATE-----\n"
    }

    /// All certificates of a PEM file, in order; text between them is skipped.
    ///
    /// - Throws: `SigningFailure.certificate` for one that cannot be read.
    public static func all(pem: String) throws(SigningFailure) -> [Certificate] {
        var found: [Certificate] = []
        let (begin, end) = ("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----")
        for part in pem.components(separatedBy: begin).dropFirst() {
            guard let body = part.range(of: end).map({ part[..<$0.lowerBound] }),
                let der = Data(base64Encoded: body.filter { !$0.isWhitespace })
            else { throw .certificate("the PEM text of certificate \(found.count + 1) is broken") }
            guard found.count < filesCertificatesMax else {
                throw .certificate("more than \(filesCertificatesMax) certificates in one file")
            }
            found.append(try Certificate(der: [UInt8](der)))
        }
        return found
    }

    /// The only, or first, certificate of a PEM file.
    public init(pem: String) throws(SigningFailure) {
        guard let first = try Self.all(pem: pem).first else { throw .certificate("there is none in the file") }
        self = first
    }

    static func text(_ name: OpaquePointer?) -> String {
        guard let name, let sink = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(sink) }
        X509_NAME_print_ex(sink, name, 0, magpie_name_flags())
        return OpenSSLBytes.text(of: sink)
    }

    static func digits(_ number: UnsafePointer<ASN1_INTEGER>?) -> String {
        guard let number, let big = ASN1_INTEGER_to_BN(number, nil) else { return "" }
        defer { BN_free(big) }
        guard let text = BN_bn2hex(big) else { return "" }
        defer { CRYPTO_free(text, #fileID, #line) }
        return String(cString: text).lowercased()
    }

    static func date(_ time: UnsafePointer<ASN1_TIME>?) -> Date? {
        var parts = tm()
        guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return Date(timeIntervalSince1970: Double(timegm(&parts)))
    }
}
