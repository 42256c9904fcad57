import Foundation

/// Asks who stands behind a signature and its seal, and when it was made.
struct PeopleExamination {
    /// How far two clocks may be apart before it is told.
    private static let clockDifferenceSecondsMax = 300.0

    let verification: ContractVerification
    let signature: SealSignature

    init(_ verification: ContractVerification, _ signature: SealSignature) {
        self.verification = verification
        self.signature = signature
    }

    func run(_ report: inout SignatureReport) throws(SigningFailure) -> [Finding] {
        var findings = try timestampFindings(&report)
        let claimed = report.trustedTime ?? signature.time
        if !signature.seal.isValid(at: claimed) {
            findings.append(.doubtful("the seal was not valid when it was used (\(claimed.ISO8601Format()))"))
        }
        if signature.time > verification.moment.addingTimeInterval(Self.clockDifferenceSecondsMax) {
            findings.append(.doubtful("it claims to be signed in the future"))
        }
        let others = [signature.certificate, signature.seal.maker]
        findings += try Self.doubts(
            about: signature.certificate, as: "signer", verification, with: others, trustedTime: report.trustedTime)
        if signature.seal.maker != signature.certificate {
            findings += try Self.doubts(
                about: signature.seal.maker, as: "seal maker", verification, with: others,
                trustedTime: report.trustedTime)
        } else {
            findings.append(.note("the signer made the seal"))
        }
        if !signature.certificate.maySign {
            findings.append(.doubtful("the signer's certificate is not for signing (key usage)"))
        }
        return findings
    }

    /// Why a certificate is not to be believed at the trusted time or, when nobody knows that, now.
    static func doubts(
        about certificate: Certificate, as role: String, _ verification: ContractVerification,
        with others: [Certificate], trustedTime: Date?
    ) throws(SigningFailure) -> [Finding] {
        let moment = trustedTime ?? verification.moment
        guard let trust = verification.trust else {
            var findings = [Finding.note("the \(role)'s issuer was not checked")]
            if moment < certificate.notBefore { findings.append(.note("the \(role)'s certificate is not yet valid")) }
            if moment > certificate.notAfter { findings.append(.note("the \(role)'s certificate has expired")) }
            return findings
        }
        guard let objection = try trust.objection(to: certificate, with: others, at: moment) else { return [] }
        return [.doubtful("the \(role) \(certificate.commonName) is not trusted: \(objection)")]
    }

    private func timestampFindings(_ report: inout SignatureReport) throws(SigningFailure) -> [Finding] {
        guard let bytes = signature.timestamp else { return [.note("no trusted time")] }
        let verdict = try TimestampToken(der: bytes).verdict(over: signature.value, trust: verification.trust)
        report.timestamp = verdict
        guard verdict.isValid else { return verdict.problems.map { .broken("the timestamp does not hold: \($0)") } }
        if let objection = verdict.objection {
            return [.note("no trusted time: the timestamp's authority is not trusted (\(objection))")]
        }
        report.trustedTime = verdict.time
        if signature.time > verdict.time.addingTimeInterval(Self.clockDifferenceSecondsMax) {
            return [.doubtful("it claims to be signed after its timestamp")]
        }
        return []
    }
}
