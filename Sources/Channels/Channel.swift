public import Journey
public import Store

/// A configured way in: a web site with the widget, an app, another system (渠道).
public struct Channel: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable, Loadable {
        /// The widget on a web site.
        case web
        /// A company's own app, over the socket or HTTP.
        case app
        /// Another system, server to server.
        case api
    }

    public let id: ChannelID
    /// Public name, as in the embed code.
    public let key: String
    public let kind: Kind
    public var name: String
    public var active: Bool
    /// Origins that may embed the widget; empty: any.
    public var allowedOrigins: [String]
    public var greeting: String
    /// Where messages of colleagues are sent, signed.
    public var webhookURL: String?
    /// Signs webhooks and proves users of the host site; base64, shown once.
    public var secret: String
}
