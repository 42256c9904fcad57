import ArgumentParser
import Foundation
import Journey
import OFD

extension Contract {
    /// `magpie contract verify`: what a signed contract is worth.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Verify the signatures of a contract; exit code 0 only when all hold.",
            discussion: """
                valid: every signature holds; complete: nothing in the file is outside them and no declared field is \
                unsigned; trusted: the signers lead to a root in --trust, without which valid is about cryptography \
                alone.
                """)
        @Argument(help: "The contract, an OFD file.") var file: String
        @Option(help: "Roots that are trusted: a PEM file, or a folder of them.") var trust: String?
        @Option(help: "Certificates of signers whose signatures do not carry one, in PEM.") var cert: [String] = []
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let bytes = try CommandFile.data(file)
            let verification = ContractVerification(
                trust: try trust.map(ContractFile.roots), at: Ambience.live.now().date,
                certificates: try cert.map(ContractFile.certificate))
            let report = verification.report(on: bytes)
            print(json ? try Printed.json(report) : Self.sentences(report).joined(separator: "\n"))
            if !report.valid { throw ExitCode.failure }
        }

        private static func sentences(_ report: ContractReport) -> [String] {
            let verdict = report.valid ? (report.complete ? "valid and complete" : "valid, not complete") : "not valid"
            let trust = report.trusted ? "signers trusted" : "signers not trusted"
            return ["\(verdict); \(trust)"] + report.reasons.map { "  \($0)" }
                + report.signatures.flatMap { signature in
                    let time = signature.trustedTime ?? signature.claimedTime
                    let name = signature.signer ?? "unknown signer"
                    return ["signature \(signature.id): \(name)\(time.map { ", \($0.ISO8601Format())" } ?? "")"]
                        + signature.reasons.map { "  \($0)" }
                }
        }
    }
}
