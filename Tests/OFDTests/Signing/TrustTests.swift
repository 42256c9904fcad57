import Foundation
import Testing

@testable import OFD

@Suite("Trust in certificates") struct TrustTests {
    private func objection(_ trust: TrustStore, at moment: Date = Parties.signingTime) throws -> String? {
        try trust.objection(to: Parties.ready().signers[0].certificate, with: [], at: moment)
    }

    @Test("A chain to a root is found; without the root, with another one, or with a forged one it is not")
    func chains() throws {
        let parties = try Parties.ready()
        #expect(try objection(parties.authority.trust) == nil)
        #expect(try objection(TrustStore(roots: [])) == "unable to get local issuer certificate")
        var dice = Dice(seed: 8)
        let stranger = try TestAuthority(from: Parties.start, serials: (0..<3).map { _ in dice.bytes(16) })
        // The stranger's root has the same name as ours, and another key.
        #expect(stranger.root.certificate.subject == parties.authority.root.certificate.subject)
        #expect(try objection(stranger.trust) != nil)
    }

    @Test("Certificates are valid from their first to their last second")
    func validity() throws {
        let parties = try Parties.ready()
        let certificate = parties.signers[0].certificate
        #expect(try objection(parties.authority.trust, at: certificate.notBefore) == nil)
        #expect(
            try objection(parties.authority.trust, at: certificate.notBefore.addingTimeInterval(-1))
                == "certificate is not yet valid")
        #expect(
            try objection(parties.authority.trust, at: certificate.notAfter.addingTimeInterval(1))
                == "certificate has expired")
    }

    @Test("Chains of other keys than SM2 are followed as well")
    func otherKeys() throws {
        let validity = Parties.start...Parties.start.addingTimeInterval(1e8)
        let key = try PrivateKey.made(on: .p256)
        let root = try CertificateDraft(name: "root", validity: validity, use: .authority, serial: [UInt8](1...8))
            .selfSigned(by: key)
        let issued = try CertificateDraft(name: "leaf", validity: validity, use: .timestamping, serial: [UInt8](2...9))
            .signed(for: PrivateKey.made(on: .sm2), by: root, key: key)
        #expect(issued.isSigned(by: root) && root.isSigned(by: root) && !root.isSigned(by: issued))
        let trust = TrustStore(roots: [root])
        #expect(try trust.objection(to: issued, with: [], at: Parties.signingTime, for: .timestamping) == nil)
        #expect(try trust.objection(to: root, with: [], at: Parties.signingTime, for: .timestamping) != nil)
    }

    @Test("A certificate that is no authority's vouches for nobody")
    func noAuthority() throws {
        let parties = try Parties.ready()
        let issuer = parties.signers[0]
        let draft = CertificateDraft(
            name: "mallory", validity: Parties.start...Parties.signingTime, use: .signing,
            serial: [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(throws: SigningFailure.self) {
            try draft.signed(for: PrivateKey.made(on: .sm2), by: issuer.certificate, key: issuer.key)
        }
    }

    @Test("Certificates in PEM survive being written and read; broken ones are refused")
    func pem() throws {
        let parties = try Parties.ready()
        let all = parties.signers.map(\.certificate) + parties.authority.trust.roots
        #expect(try Certificate.all(pem: "text\n" + all.map(\.pem).joined(separator: "more\n")) == all)
        #expect(throws: SigningFailure.self) {
            try Certificate.all(pem: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")
        }
        #expect(throws: SigningFailure.self) { try Certificate(pem: "nothing") }
        #expect(throws: SigningFailure.self) { try Certificate(der: all[0].der + [0]) }
    }

    @Test("An issued certificate says what its draft said")
    func facts() throws {
        let authority = try Parties.ready().authority
        let certificate = try Parties.ready().signers[0].certificate
        #expect(certificate.subject == "CN=有限公司 seller,O=Magpie test identity,C=CN")
        #expect(certificate.commonName == "有限公司 seller")
        #expect(certificate.issuer == authority.root.certificate.subject)
        #expect(certificate.notBefore == Parties.start)
        #expect(certificate.isSM2 && certificate.maySign && !certificate.isAuthority)
        #expect(authority.root.certificate.isAuthority && !authority.root.certificate.maySign)
        #expect(certificate.serial.count == 32)
    }

    @Test("A signer without a chain is named, and the contract is then not valid")
    func inContract() throws {
        let bytes = try Parties.ready().signed(by: 1)
        let report = Parties.verification(TrustStore(roots: [])).report(on: bytes)
        #expect(!report.valid && !report.trusted)
        #expect(
            report.signatures[0].reasons.contains(
                "the signer 有限公司 seller is not trusted: unable to get local issuer certificate"))
    }
}
