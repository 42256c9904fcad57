import ArgumentParser
import Foundation
import Journey
import OFD

extension Evaluate {
    /// `magpie evaluate signing`: how fast SM2 and whole contracts are signed and verified.
    struct Signing: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "signing",
            abstract: "Measure SM2 signatures a second and the time of a contract's signature, with test identities.")
        @Option(help: "A contract without signatures, to be signed on its first page.") var file: String
        @Option(help: "Seconds for each measurement.") var seconds = 2.0
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            guard (0.1...60).contains(seconds) else { throw ValidationError("--seconds is 0.1 to 60.") }
            let now = Ambience.live.now().date
            let authority = try TestAuthority(from: now, serials: (0..<3).map { _ in Ambience.live.bytes(16) })
            let signer = try authority.identity(
                named: "bench", from: now, serial: Ambience.live.bytes(16), picture: SealPicture.round())
            let message = Ambience.live.bytes(256)
            let signature = try signer.key.sign(message)
            let bytes = try CommandFile.data(file)
            let package = try ContractFile.about(file) { try OFDPackage(reading: bytes) }
            let place = StampPlace(page: 1, box: StampBox(x: 20, y: 20, width: 40, height: 40))
            func signed() throws -> Data { try ContractSigning(package, by: signer, on: place, at: now).written() }
            let verification = ContractVerification(trust: authority.trust, at: now)
            let contract = try ContractFile.about(file) { try signed() }
            let report = Report(
                signaturesPerSecond: try rate { _ = try signer.key.sign(message) },
                verificationsPerSecond: try rate { _ = try signer.certificate.verifies(signature, of: message) },
                signAndVerifyPerSecond: try rate {
                    let made = try signer.key.sign(message)
                    guard try signer.certificate.verifies(made, of: message) else { throw ExitCode.failure }
                },
                contractSignMilliseconds: 1000 / (try rate { _ = try signed() }),
                contractVerifyMilliseconds: 1000 / (try rate { _ = verification.report(on: contract) }),
                contractBytes: contract.count)
            print(try Printed.json(report))
        }

        /// Runs of a piece of work in a second, on one thread.
        private func rate(_ work: () throws -> Void) throws -> Double {
            let start = Ambience.live.now()
            var runs = 0.0
            var passed = 0.0
            while passed < seconds {
                try work()
                runs += 1
                passed = Ambience.live.now().seconds(since: start)
            }
            return runs / passed
        }

        struct Report: Encodable {
            let signaturesPerSecond, verificationsPerSecond, signAndVerifyPerSecond: Double
            let contractSignMilliseconds, contractVerifyMilliseconds: Double
            let contractBytes: Int
        }
    }
}
