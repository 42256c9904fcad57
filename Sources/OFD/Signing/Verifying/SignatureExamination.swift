import Foundation

/// Verifies one signature: the files it protects, the seal, the key, the people behind it, and the time
/// (GB/T 38540 section 7.3).
struct SignatureExamination {
    let entry: SignatureList.Entry
    let list: SignedContract.List
    let verification: ContractVerification

    private(set) var findings: [Finding] = []
    /// Paths of the files that it protects, also of those that were changed.
    private(set) var protected: Set<String> = []
    /// Its own files, which it cannot protect itself.
    private(set) var ownFiles: Set<String> = []
    private(set) var parameters: [String: String] = [:]
    private var report: SignatureReport

    init(_ entry: SignatureList.Entry, in list: SignedContract.List, by verification: ContractVerification) {
        self.entry = entry
        self.list = list
        self.verification = verification
        report = SignatureReport(id: entry.id, file: entry.location)
    }

    /// Does everything, and never throws: what cannot be read is a finding.
    mutating func run(_ contract: inout SignedContract) -> SignatureReport {
        do {
            try examine(&contract)
        } catch {
            findings.append(.broken("\(error)"))
        }
        let isHeld = !findings.contains { $0.weight == .broken }
        let isDoubted = findings.contains { $0.weight == .doubtful }
        report.trusted = isHeld && !isDoubted && verification.trust != nil
        report.valid = verification.trust == nil ? isHeld : report.trusted
        report.tampered = findings.compactMap(\.file)
        report.reasons = findings.isEmpty ? ["holds"] : findings.map(\.text)
        return report
    }

    private mutating func examine(_ contract: inout SignedContract) throws(SigningFailure) {
        let path = try SignedPath.resolved(entry.location, from: list.path)
        report = SignatureReport(id: entry.id, file: path)
        let bytes = try contract.own(path)
        let file = try SignatureFile(xml: bytes)
        contract.count(file)
        let valuePath = try SignedPath.resolved(file.valueLocation, from: path)
        ownFiles = [path, valuePath]
        parameters = file.parameters
        report.stamps = file.stamps.compactMap { stamp in
            contract.pages[stamp.pageReference].map { StampPlace(page: $0, box: stamp.box) }
        }
        try examineReferences(file, at: path, &contract)
        let value = try contract.own(valuePath)
        switch entry.kind {
        case .seal:
            let signature = try SealSignature(der: value)
            try examineSeal(signature, over: bytes, at: path)
            try examineSealFile(signature, file, at: path, contract)
        case .plain:
            try examinePlain(value, over: bytes)
        }
    }

    private mutating func examineReferences(
        _ file: SignatureFile, at path: String, _ contract: inout SignedContract
    ) throws(SigningFailure) {
        guard let digest = Digest(checkMethod: file.checkMethod) else {
            return findings.append(.broken("its digests by \(file.checkMethod) cannot be checked"))
        }
        if !digest.isStrong { findings.append(.broken("digests by \(digest.rawValue) protect nothing")) }
        for reference in file.references {
            let target = try SignedPath.resolved(reference.path, from: path)
            guard protected.insert(target).inserted else { throw .signatureFile("\(target) is referenced twice") }
            guard let actual = try contract.digest(of: target, by: digest) else {
                findings.append(.broken("\(target) is missing", file: target))
                continue
            }
            if actual != reference.digest {
                findings.append(.broken("\(target) was changed after signing", file: target))
            }
        }
        if protected.isEmpty { findings.append(.broken("it protects no file")) }
        report.protectedFiles = protected.count
    }

    /// The signature with a seal: over `Signature.xml`, by the right key, with a seal that is its holder's.
    private mutating func examineSeal(
        _ signature: SealSignature, over bytes: [UInt8], at path: String
    ) throws(SigningFailure) {
        let seal = signature.seal
        report.signer = signature.certificate.subject
        report.issuer = signature.certificate.issuer
        report.serial = signature.certificate.serial
        report.claimedTime = signature.time
        report.seal = .init(
            name: seal.name, identifier: seal.identifier, version: seal.version, maker: seal.maker.subject)
        if try Digest.sm3.of(bytes) != signature.dataHash {
            findings.append(.broken("\(path) was changed after signing", file: path))
        }
        if try SignedPath.resolved(signature.propertyInfo, from: "OFD.xml") != path {
            findings.append(.broken("it was made for \(signature.propertyInfo)"))
        }
        if try !signature.isSignedByCertificate() {
            findings.append(.broken("the signature is not by the key of \(signature.certificate.commonName)"))
        }
        if try !seal.isHeld(by: signature.certificate) {
            findings.append(.broken("\(signature.certificate.commonName) is not among the holders of the seal"))
        }
        if try !seal.isSignedByMaker() { findings.append(.broken("the seal is not signed by its maker")) }
        let people = PeopleExamination(verification, signature)
        findings += try people.run(&report)
    }

    /// A copy of the seal beside the signature must be that very seal.
    private mutating func examineSealFile(
        _ signature: SealSignature, _ file: SignatureFile, at path: String, _ contract: SignedContract
    ) throws(SigningFailure) {
        guard let location = file.sealLocation else { return }
        let sealPath = try SignedPath.resolved(location, from: path)
        if try contract.bytes(of: sealPath) != signature.seal.der {
            findings.append(.broken("\(sealPath) is not the seal that was signed with", file: sealPath))
        }
    }

    /// A signature without a seal: GB/T 35275, or r and s alone, whose certificate is not in the file.
    private mutating func examinePlain(_ value: [UInt8], over bytes: [UInt8]) throws(SigningFailure) {
        findings.append(.note("no trusted time"))
        if let signed = try? SignedDigest(der: value) {
            let digest = try Digest.sm3.of(bytes)
            if signed.content != digest, signed.content != bytes {
                findings.append(.broken("\(report.file) was changed after signing", file: report.file))
            }
            if try !signed.isSignedByCertificate() {
                findings.append(.broken("the signature is not by the key of \(signed.certificate.commonName)"))
            }
            return try nameSigner(signed.certificate, others: signed.certificates)
        }
        let candidates = verification.certificates + (verification.trust?.roots ?? [])
        for certificate in candidates where try certificate.verifies(value, of: bytes) {
            return try nameSigner(certificate, others: [])
        }
        findings.append(.broken("the file does not hold the signer's certificate, and none that was given has signed"))
    }

    private mutating func nameSigner(_ certificate: Certificate, others: [Certificate]) throws(SigningFailure) {
        report.signer = certificate.subject
        report.issuer = certificate.issuer
        report.serial = certificate.serial
        findings += try PeopleExamination.doubts(
            about: certificate, as: "signer", verification, with: others, trustedTime: nil)
    }
}
