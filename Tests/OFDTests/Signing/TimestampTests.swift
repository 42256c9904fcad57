import Foundation
import Testing

@testable import OFD

@Suite("Timestamps of RFC 3161") struct TimestampTests {
    let value = Array("a signature's value".utf8)
    let nonce = [UInt8](repeating: 0x11, count: 12)

    private func answer(_ pair: TestAuthority.KeyAndCertificate, digest: Digest = .sm3) throws -> [UInt8] {
        let request = try TimestampRequest(over: value, digest: digest, nonce: nonce)
        return try TimestampAuthority(key: pair.key, certificate: pair.certificate)
            .answer(to: request.der(), at: Parties.signingTime, serial: [9])
    }

    private func sm2Authority() throws -> TestAuthority.KeyAndCertificate {
        let key = try PrivateKey.made(on: .sm2)
        let draft = CertificateDraft(
            name: "SM2 timestamps", validity: Parties.start...Parties.start.addingTimeInterval(1e8), use: .timestamping,
            serial: [1, 2, 3, 4, 5, 6, 7, 8])
        return try .init(key: key, certificate: draft.selfSigned(by: key))
    }

    @Test(
        "A token made elsewhere holds over its text and over no other", .enabled(if: Outside.isThere, Outside.comment))
    func foreign() throws {
        let token = try TimestampResponse(der: [UInt8](Outside.vector("rfc3161/resp.tsr"))).token
        let text = try Outside.vector("rfc3161/data.txt")
        let root = try Certificate(pem: String(decoding: Outside.vector("rfc3161/tsa_cert.pem"), as: UTF8.self))
        let verdict = try token.verdict(over: [UInt8](text), trust: TrustStore(roots: [root]))
        #expect(verdict.isTrusted, "\(verdict)")
        #expect(try token.verdict(over: [1], trust: nil).problems == ["it is over something else"])
        let request = try TimestampRequest(der: [UInt8](Outside.vector("rfc3161/req.tsq")))
        try token.requireAnswer(to: request)
    }

    @Test("Tokens signed with P-256 and with SM2, over SM3 and SHA-256, are trusted through their roots")
    func ownAuthorities() throws {
        for pair in [try Parties.ready().authority.timestamping, try sm2Authority()] {
            for digest in [Digest.sm3, .sha256] {
                let token = try TimestampResponse(der: answer(pair, digest: digest)).token
                try token.requireAnswer(to: TimestampRequest(over: value, digest: digest, nonce: nonce))
                let verdict = try token.verdict(over: value, trust: TrustStore(roots: [pair.certificate]))
                #expect(verdict.isTrusted && verdict.time == Parties.signingTime, "\(verdict)")
                let stranger = try token.verdict(over: value, trust: TrustStore(roots: []))
                #expect(stranger.isValid && !stranger.isTrusted)
            }
        }
    }

    @Test("An answer to another request is refused: other bytes, other nonce")
    func otherRequest() throws {
        let token = try TimestampResponse(der: answer(Parties.ready().authority.timestamping)).token
        #expect(throws: SigningFailure.timestamp("the token is over something else")) {
            try token.requireAnswer(to: TimestampRequest(over: [1], nonce: nonce))
        }
        #expect(throws: SigningFailure.timestamp("the token carries another nonce")) {
            try token.requireAnswer(to: TimestampRequest(over: value, nonce: [UInt8](repeating: 2, count: 8)))
        }
    }

    @Test("A certificate that is not for timestamps alone stamps nothing")
    func wrongUse() throws {
        let signer = try Parties.ready().signers[0]
        #expect(throws: SigningFailure.self) {
            try TimestampAuthority(key: signer.key, certificate: signer.certificate)
        }
        #expect(try !signer.certificate.isForTimestamps())
        #expect(try Parties.ready().authority.timestamping.certificate.isForTimestamps())
    }

    @Test("A token by a certificate that is not for timestamps alone does not hold")
    func wrongUseOfToken() throws {
        let signer = try Parties.ready().signers[0]
        let pair = try TestAuthority.KeyAndCertificate(key: signer.key, certificate: signer.certificate)
        let request = try TimestampRequest(over: value, nonce: nonce)
        let answer = try TimestampAuthority(ofAnyUse: pair)
            .answer(to: request.der(), at: Parties.signingTime, serial: [1])
        let verdict = try TimestampResponse(der: answer).token.verdict(over: value, trust: nil)
        #expect(
            verdict.problems == ["its certificate is not for timestamps alone (critical extended key usage)"])
    }

    @Test("Parts of a token that nobody has signed are refused")
    func unsignedParts() throws {
        let token = try TimestampResponse(der: answer(Parties.ready().authority.timestamping)).token.der
        // Puts a field behind the last one of the signer, of the list of signers' surroundings, and of the whole.
        func changed(depth: Int, _ added: [UInt8], _ bytes: [UInt8]) throws -> [UInt8] {
            let value = try DERValue.only(bytes[...])
            var fields: [[UInt8]] = []
            var rest = value.content
            while !rest.isEmpty { fields.append(Array(try DERValue.first(of: &rest).encoded)) }
            if depth == 0 {
                fields.append(added)
            } else {
                fields.append(try changed(depth: depth - 1, added, fields.removeLast()))
            }
            return DERWriter.value(try #require(DERTag(rawValue: value.tag)), fields.flatMap { $0 })
        }
        #expect(try changed(depth: 4, [], token) == token)
        for depth in 0...4 {
            let longer = try changed(depth: depth, DERWriter.value(.context1, [0x30, 0x00]), token)
            #expect(throws: SigningFailure.self, "depth \(depth)") { try TimestampToken(der: longer) }
        }
    }

    @Test("Requests survive being written and read; weak digests and short nonces are not asked with")
    func requests() throws {
        for digest in [Digest.sm3, .sha256, .sha512] {
            let request = try TimestampRequest(over: value, digest: digest, nonce: [0, 0] + nonce)
            #expect(try TimestampRequest(der: request.der()) == request)
            #expect(request.nonce == nonce)
        }
        #expect(throws: SigningFailure.self) { try TimestampRequest(over: value, digest: .sha1, nonce: nonce) }
        #expect(throws: SigningFailure.self) { try TimestampRequest(over: value, nonce: [1, 2, 3]) }
    }

    @Test("A refusal is told in the authority's words")
    func refusal() {
        let refusal = DERWriter.sequence(
            DERWriter.sequence(DERWriter.integer(2), DERWriter.sequence(DERWriter.utf8("out of ink"))))
        #expect(throws: SigningFailure.timestamp("the authority refused (status 2): out of ink")) {
            try TimestampResponse(der: refusal)
        }
    }

    @Test("No byte of a token can be changed without being noticed", arguments: [true, false])
    func everyByte(isSM2: Bool) throws {
        let pair = isSM2 ? try sm2Authority() : try Parties.ready().authority.timestamping
        let token = try TimestampResponse(der: answer(pair)).token.der
        var dice = Dice(seed: 5)
        for place in token.indices {
            var changed = token
            changed[place] ^= UInt8.random(in: 1...255, using: &dice)
            guard let read = try? TimestampToken(der: changed) else { continue }
            let verdict = try? read.verdict(over: value, trust: nil)
            #expect(verdict?.isValid != true, "byte \(place) of \(token.count)")
        }
    }

    @Test("In a contract the trusted time is the authority's, and without its root there is none")
    func inContract() throws {
        let parties = try Parties.ready()
        let bytes = try parties.signed(by: 3, stamped: true)
        let report = Parties.verification(parties.authority.trust).report(on: bytes)
        #expect(report.valid && report.complete && report.trusted, "\(report)")
        #expect(report.signatures.allSatisfy { $0.trustedTime == Parties.signingTime && $0.reasons == ["holds"] })
        let partial = TrustStore(roots: [parties.authority.root.certificate])
        let doubted = Parties.verification(partial).report(on: bytes)
        #expect(doubted.valid && doubted.signatures.allSatisfy { $0.trustedTime == nil })
        #expect(doubted.signatures[0].reasons[0].hasPrefix("no trusted time"))
    }

    @Test("A timestamp keeps a signature trusted after its certificate has expired")
    func afterExpiry() throws {
        let parties = try Parties.ready()
        let later = Parties.start.addingTimeInterval(20 * 365 * 86_400)
        let verification = ContractVerification(trust: parties.authority.trust, at: later)
        #expect(verification.report(on: try parties.signed(by: 3, stamped: true)).trusted)
        let unstamped = verification.report(on: try parties.signed(by: 3))
        #expect(!unstamped.valid && !unstamped.trusted)
        #expect(unstamped.signatures[0].reasons.contains { $0.contains("expired") }, "\(unstamped)")
    }

    @Test("Another signature's timestamp is refused when it is put in, and found when it was")
    func foreignTimestamp() throws {
        let parties = try Parties.ready()
        var (first, second) = (
            try ContractSigning(Parties.contract(), by: parties.signers[0], in: "seller", at: Parties.signingTime),
            try ContractSigning(Parties.contract(), by: parties.signers[0], in: "seller", at: Parties.signingTime)
        )
        try parties.stamp(&first, serial: 1)
        let token = try #require(first.signature.timestamp)
        let request = try second.timestampRequest(nonce: Array(repeating: 0x5A, count: 16))
        #expect(throws: SigningFailure.timestamp("the token is over something else")) {
            try second.stamp(with: TimestampResponse.granting(token), to: request)
        }
        var package = try OFDPackage(reading: second.written())
        package["Doc_0/Signs/Sign_0/SignedValue.dat"] = Data(try second.signature.stamped(with: token).der)
        let report = Parties.verification().report(on: try PackageForm.bytes(of: package))
        #expect(report.signatures[0].reasons.contains("the timestamp does not hold: it is over something else"))
        #expect(!report.valid)
    }
}
