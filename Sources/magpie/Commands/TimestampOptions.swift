import ArgumentParser
import AsyncHTTPClient
import Foundation
import Journey
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import OFD

/// Which timestamping authority is asked, and how.
struct TimestampOptions: ParsableArguments {
    private static let answerBytesMax = 1 << 20
    private static let secondsMax: Int64 = 15

    @Option(help: "Timestamping authority: an http or https address (RFC 3161).") var tsa: String?
    @Option(help: "Instead: a shell command that reads the request and writes the answer.") var tsaCommand: String?
    @Option(help: "Instead: the key of an authority of one's own, in PEM.") var tsaKey: String?
    @Option(help: "The certificate of an authority of one's own, in PEM.") var tsaCert: String?
    @Option(help: "Digest in the request: sm3 or sha256.") var tsaDigest = "sm3"
    @Flag(help: "Sign also when the authority gives no timestamp.") var withoutTimestamp = false

    func validate() throws {
        let ways = [tsa != nil, tsaCommand != nil, tsaKey != nil].count { $0 }
        guard ways <= 1 else { throw ValidationError("Give one of --tsa, --tsa-command and --tsa-key.") }
        guard (tsaKey == nil) == (tsaCert == nil) else {
            throw ValidationError("--tsa-key and --tsa-cert go together.")
        }
        guard ["sm3", "sha256"].contains(tsaDigest) else { throw ValidationError("--tsa-digest is sm3 or sha256.") }
        guard tsa.map({ $0.hasPrefix("http://") || $0.hasPrefix("https://") }) ?? true else {
            throw ValidationError("--tsa is an http or https address.")
        }
    }

    /// Puts a timestamp into the signature, if one was asked for.
    ///
    /// - Returns: whether there is one now.
    func stamp(_ signing: inout ContractSigning, at now: Date) async throws -> Bool {
        guard tsa != nil || tsaCommand != nil || tsaKey != nil else { return false }
        do {
            let digest: Digest = tsaDigest == "sha256" ? .sha256 : .sm3
            let request = try signing.timestampRequest(nonce: Ambience.live.bytes(16), digest: digest)
            try signing.stamp(with: try await answer(to: request.der(), at: now), to: request)
            return true
        } catch {
            guard withoutTimestamp else {
                throw ValidationError(
                    "No timestamp, so nothing was signed (--without-timestamp signs anyway): \(error)")
            }
            Printed.aside("signed without a timestamp: \(error)")
            return false
        }
    }

    private func answer(to request: [UInt8], at now: Date) async throws -> [UInt8] {
        if let tsa { return try await fetched(from: tsa, request) }
        if let tsaCommand { return try run(tsaCommand, request) }
        guard let tsaKey, let tsaCert else { throw ValidationError("--tsa-key and --tsa-cert go together.") }
        let authority = try TimestampAuthority(
            key: ContractFile.key(tsaKey), certificate: ContractFile.certificate(tsaCert))
        return try authority.answer(to: request, at: now, serial: Ambience.live.bytes(16))
    }

    /// RFC 3161 section 3.4. Redirects are not followed, since they could lead anywhere.
    private func fetched(from address: String, _ body: [UInt8]) async throws -> [UInt8] {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers = ["content-type": "application/timestamp-query"]
        request.body = .bytes(body)
        do {
            let response = try await client.execute(request, timeout: .seconds(Self.secondsMax))
            guard response.status == .ok else { throw ValidationError("\(address) answers \(response.status.code)") }
            let answer = try await response.body.collect(upTo: Self.answerBytesMax)
            try await client.shutdown()
            return Array(answer.readableBytesView)
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func run(_ command: String, _ request: [UInt8]) throws -> [UInt8] {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // A command that does not read its input ends the pipe, which must not end this process.
        signal(SIGPIPE, SIG_IGN)
        try? input.fileHandleForWriting.write(contentsOf: Data(request))
        try? input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ValidationError("the timestamp command ended with \(process.terminationStatus)")
        }
        return [UInt8](answer.prefix(Self.answerBytesMax + 1))
    }
}
