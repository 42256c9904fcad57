import Foundation
import Markup

/// `Signature.xml`: what one signature protects, and where its stamps are (GB/T 33190 section 18.2).
public struct SignatureFile: Sendable, Equatable {
    /// A protected file.
    public struct Reference: Sendable, Equatable {
        /// The file's path, as written.
        public let path: String
        /// The digest of the file's bytes.
        public let digest: [UInt8]
    }

    /// A place where the seal is shown.
    public struct Stamp: Sendable, Equatable {
        /// The identifier of this stamp.
        public let id: String
        /// The identifier of the page.
        public let pageReference: String
        /// In millimetres from the page's top left corner.
        public let box: StampBox
    }

    /// Names that this engine gives to its own parameters.
    enum ParameterName {
        /// SM3 of `Signatures.xml` as it is when this signature is the last one, in base64.
        static let list = "magpie.signatures"
        /// `canonical` when the package was written in the one form that has no room for anything unsigned.
        static let container = "magpie.container"
    }

    /// Who wrote the signature: a program's name, not the signer's.
    public var provider = "Magpie"
    /// The signature's algorithm, an object identifier.
    public var method = SM2.algorithm
    /// The signing time as written; the seal's signature has its own.
    public var time: String
    /// The algorithm of the digests, as written.
    public var checkMethod = Digest.sm3.identifier
    /// What is protected, in order.
    public var references: [Reference]
    /// Where seals are shown.
    public var stamps: [Stamp]
    /// What programs have added, by name.
    public var parameters: [String: String] = [:]
    /// Where a copy of the seal is, as written.
    public var sealLocation: String?
    /// Where the signature's value is, as written.
    public var valueLocation: String
}
