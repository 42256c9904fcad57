public import AsyncHTTPClient
import Channels
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

    let client: HTTPClient
    let store: Store
    let channels: Channels
    let allowsPrivate: Bool

    public init(client: HTTPClient, store: Store, allowsPrivate: Bool) {
        self.client = client
        self.store = store
        self.allowsPrivate = allowsPrivate
        channels = Channels(allowsPrivateWebhooks: allowsPrivate)
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
        let id = entry.destination.split(separator: "/").last.flatMap { ChannelID(String($0)) }
        let channel = try await store.read { reader in try id.flatMap { try channels.find($0, in: reader) } }
        guard let channel, let address = channel.webhookURL, channel.active else {
            return "no address any more: dropped"
        }
        try await refusePrivate(address)
        let body = Array(entry.payload.utf8)
        let signature = try WebhookSignature(secret: channel.secret)
        var request = HTTPClientRequest(url: address)
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

    /// A name that is public today may point inside tomorrow: looked up again for each call.
    private func refusePrivate(_ address: String) async throws {
        guard !allowsPrivate, let host = URLComponents(string: address)?.host else { return }
        let port = URLComponents(string: address)?.port ?? 443
        let resolved = try await Task.detached { try SocketAddress.makeAddressResolvingHost(host, port: port) }.value
        if let ip = resolved.ipAddress, WebhookAddress.isPrivate(ip) { throw WebhookFailure.privateAddress(ip) }
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
