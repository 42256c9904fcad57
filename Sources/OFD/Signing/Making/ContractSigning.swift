public import Foundation

/// One signature in the making: everything is signed, and a timestamp may still be put in.
///
/// ```swift
/// var signing = try ContractSigning(package, by: signer, in: "buyer", at: now)
/// let request = try signing.timestampRequest(nonce: nonce)
/// try signing.stamp(with: answer, to: request)   // after the authority was asked
/// let bytes = try signing.written()
/// ```
public struct ContractSigning: Sendable {
    /// The signature as it stands.
    public private(set) var signature: SealSignature
    private var package: OFDPackage
    private let valuePath: String

    /// Signs in one of the fields that the contract declares.
    ///
    /// - Throws: `SigningFailure.place` when there is no such field, or it is signed already.
    public init(
        _ package: OFDPackage, by signer: ContractSigner, in field: String, at time: Date
    ) throws(SigningFailure) {
        let contract = try SignedContract(package)
        guard let declared = contract.fields.first(where: { $0.name == field }) else {
            let names = contract.fields.map(\.name).joined(separator: ", ")
            throw .place("there is no field \(field)" + (names.isEmpty ? "" : "; fields are: \(names)"))
        }
        let picture = signer.seal.picture
        let box = declared.place.box.centred(width: Double(picture.width), height: Double(picture.height))
        try self.init(package, by: signer, on: StampPlace(page: declared.place.page, box: box), at: time)
    }

    /// Signs at a place on a page.
    ///
    /// - Parameter time: the signer's clock.
    /// - Throws: `SigningFailure.place` when there is no such page, the seal is not wholly on it or a field there is
    ///   signed already, `.package` when the contract cannot take another signature.
    public init(
        _ package: OFDPackage, by signer: ContractSigner, on place: StampPlace, at time: Date
    ) throws(SigningFailure) {
        let contract = try SignedContract(package)
        let page = try Self.requirePlace(place, in: contract, at: time)
        var next = package
        let listPath = try Self.listPath(of: contract, in: &next)
        var list = SignatureList()
        list.entries = contract.lists.first?.entries ?? []
        let number = list.nextNumber
        let folder = Self.freeFolder(in: package)
        let (filePath, valuePath, sealPath) = (
            "\(folder)/Signature.xml", "\(folder)/SignedValue.dat", "\(folder)/Seal.esl"
        )
        list.entries.append(.init(id: "\(number)", kind: .seal, location: "/\(filePath)"))
        next[sealPath] = Data(signer.seal.der)
        next[listPath] = Data(list.xml())
        var file = SignatureFile(time: DERTime.text(time), references: [], stamps: [], valueLocation: "/\(valuePath)")
        for path in next.paths where path != listPath {
            file.references.append(.init(path: "/\(path)", digest: try Digest.sm3.of(next[path] ?? Data())))
        }
        file.stamps = [.init(id: "\(number)", pageReference: page, box: place.box)]
        file.sealLocation = "/\(sealPath)"
        file.parameters = [
            SignatureFile.ParameterName.container: PackageForm.canonical,
            SignatureFile.ParameterName.list: Data(try Digest.sm3.of(list.xml())).base64EncodedString(),
        ]
        let bytes = file.xml()
        next[filePath] = Data(bytes)
        signature = try SealSignature.made(
            of: Digest.sm3.of(bytes), at: "/\(filePath)", with: signer.seal, by: signer.certificate, key: signer.key,
            time: time)
        self.package = next
        self.valuePath = valuePath
    }

    /// A request for a timestamp over this signature.
    ///
    /// - Parameter nonce: 8 to 32 bytes from a source of chance.
    public func timestampRequest(
        nonce: [UInt8], digest: Digest = .sm3
    ) throws(SigningFailure) -> TimestampRequest {
        try TimestampRequest(over: signature.value, digest: digest, nonce: nonce)
    }

    /// Puts an authority's answer into the signature, if it is an answer to the request and its own signature holds.
    public mutating func stamp(with answer: [UInt8], to request: TimestampRequest) throws(SigningFailure) {
        let token = try TimestampResponse(der: answer).token
        try token.requireAnswer(to: request)
        let verdict = try token.verdict(over: signature.value, trust: nil)
        guard verdict.isValid else { throw .timestamp(verdict.problems.joined(separator: "; ")) }
        signature = try signature.stamped(with: token.der)
    }

    /// The signed contract.
    public func written() throws -> Data {
        var signed = package
        signed[valuePath] = Data(signature.der)
        return try PackageForm.bytes(of: signed)
    }
}
