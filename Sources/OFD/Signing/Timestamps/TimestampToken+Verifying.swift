extension TimestampToken {
    /// Names of signature algorithms, and the digests that may go with each.
    private static let algorithms: [String: [Digest]] = [
        "1.2.156.10197.1.501": [.sm3], "1.2.156.10197.1.301.1": [.sm3],
        "1.2.840.10045.4.3.2": [.sha256], "1.2.840.10045.4.3.3": [.sha384], "1.2.840.10045.4.3.4": [.sha512],
        "1.2.840.113549.1.1.1": [.sha256, .sha384, .sha512],
        "1.2.840.113549.1.1.11": [.sha256], "1.2.840.113549.1.1.12": [.sha384], "1.2.840.113549.1.1.13": [.sha512],
    ]

    /// Checks the token: what it is over, its signature, its certificates, and who stands behind them.
    ///
    /// OpenSSL's own `TS_` functions are not used because they know no SM2, with which Chinese authorities sign.
    ///
    /// - Parameters:
    ///   - bytes: what must have been stamped.
    ///   - trust: the authorities that are believed at the token's own time; `nil` leaves the issuer unchecked.
    public func verdict(over bytes: [UInt8], trust: TrustStore?) throws(SigningFailure) -> TimestampVerdict {
        var problems: [String] = []
        if !imprint.digest.isStrong { problems.append("its digest \(imprint.digest.rawValue) protects nothing") }
        if try imprint.digest.of(bytes) != imprint.value { problems.append("it is over something else") }
        guard let certificate = try signingCertificate(trust) else {
            return TimestampVerdict(
                time: time, authority: "", problems: problems + ["the authority's certificate is not there"],
                objection: nil)
        }
        problems += try problemsOfSignature(by: certificate)
        problems += try looseCertificates(besides: certificate, trust).map {
            "certificate \($0.subject) belongs to nothing"
        }
        return TimestampVerdict(
            time: time, authority: certificate.subject, problems: problems,
            objection: try trust.map { trust throws(SigningFailure) in
                try trust.objection(to: certificate, with: certificates, at: time, for: .timestamping)
            } ?? "issuer not checked")
    }

    /// The certificate that the signer names by issuer and number, and by the first digest.
    private func signingCertificate(_ trust: TrustStore?) throws(SigningFailure) -> Certificate? {
        for certificate in certificates + (trust?.roots ?? []) {
            if try certificate.issuerAndSerial() == signer.issuerAndSerial { return certificate }
        }
        return nil
    }

    private func problemsOfSignature(by certificate: Certificate) throws(SigningFailure) -> [String] {
        var problems: [String] = []
        if try signer.digest.of(info) != signer.contentDigest { problems.append("its content was changed") }
        if Self.algorithms[signer.algorithm]?.contains(signer.digest) != true {
            problems.append("it is signed with \(signer.algorithm) and \(signer.digest.rawValue)")
        } else if try !certificate.verifiesAnyKind(
            signer.signature, of: signer.signedAttributes, digest: signer.digest)
        {
            problems.append("its signature does not hold")
        }
        let stated = signer.certificateDigests.first
        if try stated.map({ stated throws(SigningFailure) in try stated.digest.of(certificate.der) }) != stated?.value {
            problems.append("it is signed for another certificate")
        }
        if try !certificate.isForTimestamps() {
            problems.append("its certificate is not for timestamps alone (critical extended key usage)")
        }
        return problems
    }

    /// Certificates that came along without need, or with a signature that is not that of the issuer they name: both
    /// could be changed unnoticed. An issuer that did not come along cannot be asked without a trust store.
    private func looseCertificates(
        besides signing: Certificate, _ trust: TrustStore?
    ) throws(SigningFailure) -> [Certificate] {
        let issuers = certificates + (trust?.roots ?? [])
        var names: Set = [signing.subject]
        for _ in certificates {
            for certificate in certificates where names.contains(certificate.subject) {
                names.insert(certificate.issuer)
            }
        }
        var loose: [Certificate] = []
        for certificate in certificates {
            var isVouchedFor = false
            for stated in signer.certificateDigests where !isVouchedFor {
                isVouchedFor = try stated.digest.of(certificate.der) == stated.value
            }
            let named = issuers.filter { $0.subject == certificate.issuer }
            let isSigned = named.isEmpty || named.contains { certificate.isSigned(by: $0) }
            if !isVouchedFor, !isSigned || !names.contains(certificate.subject) { loose.append(certificate) }
        }
        return loose
    }
}
