public import Foundation

/// An electronic seal (电子印章): a picture, and who may use it from when to when, signed by the seal's maker.
///
/// Version 4 is GB/T 38540-2020, 1 is GM/T 0031-2014, and 5 is read like 4. `init(der:)` only reads; whether the maker
/// has really signed it is asked by `isSignedByMaker()`.
public struct ElectronicSeal: Sendable, Equatable {
    static let bytesMax = 2_097_152
    static let holdersMax = 1_000

    /// The seal exactly as it was received: the content of a `.esl` file.
    public let der: [UInt8]
    /// 1, 4 or 5.
    public let version: Int
    /// Who made the seal's software (厂商标识).
    public let vendor: String
    /// The seal's own number.
    public let identifier: String
    /// The seal's name, such as that of a company.
    public let name: String
    /// Who may sign with it.
    public let holders: Holders
    /// When it was made.
    public let madeAt: Date
    /// The first moment at which it may be used.
    public let validFrom: Date
    /// The last moment at which it may be used.
    public let validUntil: Date
    /// What is shown on the page.
    public let picture: Picture
    /// The certificate of whoever made the seal.
    public let maker: Certificate
    /// The maker's signature: DER of r and s.
    let signature: [UInt8]
    /// What the maker has signed, in the encodings that occur.
    let signedForms: [[UInt8]]

    /// Who may sign with a seal: a list of certificates, or of their digests.
    public enum Holders: Sendable, Equatable {
        /// Certificates in DER.
        case certificates([[UInt8]])
        /// Digests of certificates, each with the name of its algorithm.
        case digests([CertificateDigest])
    }

    /// The digest of one certificate that may use a seal.
    public struct CertificateDigest: Sendable, Equatable {
        let method: String
        let value: [UInt8]
    }

    /// What a seal shows.
    public struct Picture: Sendable, Equatable {
        /// `PNG`, `GIF`, `JPG`, `BMP`, or `ofd` for a whole small package; in the letters of the seal.
        public let format: String
        /// The picture's file.
        public let data: [UInt8]
        /// In millimetres.
        public let width: Int
        /// In millimetres.
        public let height: Int

        /// A picture of a size in millimetres.
        public init(format: String, data: [UInt8], width: Int, height: Int) {
            self.format = format
            self.data = data
            self.width = width
            self.height = height
        }
    }

    /// Whether the maker's certificate has signed exactly this seal.
    public func isSignedByMaker() throws(SigningFailure) -> Bool {
        for form in signedForms where try maker.verifies(signature, of: form) { return true }
        return false
    }

    /// Whether a certificate is in the list of those who may use the seal, byte for byte or by its digest.
    public func isHeld(by certificate: Certificate) throws(SigningFailure) -> Bool {
        switch holders {
        case .certificates(let list): return list.contains(certificate.der)
        case .digests(let list):
            for entry in list {
                guard let method = Digest(checkMethod: entry.method), method.isStrong else { continue }
                if try method.of(certificate.der) == entry.value { return true }
            }
            return false
        }
    }

    /// Whether the seal may be used at a moment.
    public func isValid(at moment: Date) -> Bool { validFrom <= moment && moment <= validUntil }
}
