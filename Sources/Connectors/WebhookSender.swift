public import AsyncHTTPClient
import Dispatch
import Foundation
import Journey
import NIOCore
import NIOHTTP1
import Security
public import Store

/// Sends webhooks: signed after Standard Webhooks, five seconds each, no redirects, not into the own network.
public struct WebhookSender: Sendable {
    static let secondsMax: Int64 = 5
    static let answerBytesMax = 1 << 16

    /// Where the calls of one destination go.
    public struct Target: Sendable {
        let address: String
        let secret: String

        public init(address: String, secret: String) {
            self.address = address
            self.secret = secret
        }
    }

    private let client: HTTPClient
    private let store: Store
    private let target: @Sendable (_ destination: String) async throws -> Target?
    private let isPrivate: (@Sendable (_ address: String) -> Bool)?

    /// - Parameters:
    ///   - target: looked up for each call, so that a changed address or secret counts at once; `nil` drops the call.
    ///   - isPrivate: whether an IP address is inside; `nil` allows all, for the demo and for tests.
    public init(
        client: HTTPClient, store: Store, isPrivate: (@Sendable (_ address: String) -> Bool)?,
        target: @escaping @Sendable (_ destination: String) async throws -> Target?
    ) {
        self.client = client
        self.store = store
        self.isPrivate = isPrivate
        self.target = target
    }

    /// The client that it needs: redirects are not followed, since they could lead anywhere.
    public static func makeClient() -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(secondsMax), read: .seconds(secondsMax))
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Makes one call of the outbox.
    public func send(_ entry: OutboxEntry) async throws -> String {
        guard let target = try await target(entry.destination) else { return "no address any more: dropped" }
        try await refusePrivate(target.address)
        let body = Array(entry.payload.utf8)
        let signature = try WebhookSignature(secret: target.secret)
        var request = HTTPClientRequest(url: target.address)
        request.method = .POST
        request.headers = ["content-type": "application/json", "user-agent": "Magpie-Webhooks/1"]
        for header in signature.headers(id: "\(entry.id)", at: store.ambience.now(), body: body) {
            request.headers.add(name: header.name, value: header.value)
        }
        request.body = .bytes(body)
        let response = try await client.execute(request, timeout: .seconds(Self.secondsMax))
        _ = try? await response.body.collect(upTo: Self.answerBytesMax)
        guard (200..<300).contains(response.status.code) else {
            throw WebhookFailure.status(Int(response.status.code))
        }
        return "HTTP \(response.status.code)"
    }

    /// A name that is public today may point inside tomorrow: looked up again for each call. A name that changes
    /// between this look and the client's own is not caught; a proxy that filters by address is the full answer.
    private func refusePrivate(_ address: String) async throws {
        guard let isPrivate, let parts = URLComponents(string: address), let host = parts.host else { return }
        // An IPv6 address stands in brackets in a URL, and without them everywhere else.
        let name = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        let port = parts.port ?? 443
        let ip = try await withCheckedThrowingContinuation { (found: CheckedContinuation<String?, any Error>) in
            DispatchQueue.global().async {
                found.resume(
                    with: Result { try SocketAddress.makeAddressResolvingHost(name, port: port).ipAddress })
            }
        }
        if let ip, isPrivate(ip) { throw WebhookFailure.privateAddress(ip) }
    }
}

/// Why a webhook did not arrive.
public enum WebhookFailure: Error, Equatable, CustomStringConvertible {
    case status(Int)
    case privateAddress(String)

    public var description: String {
        switch self {
        case .status(let code): "HTTP \(code)"
        case .privateAddress(let ip): "\(ip) is in a private network"
        }
    }
}
