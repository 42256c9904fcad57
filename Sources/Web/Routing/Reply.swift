public import HTTPTypes
import NIOCore

/// A finished answer: status, headers, bytes.
public struct Reply: Sendable {
    public var status: Int
    public var headers: HTTPFields
    var bytes: ByteBuffer

    public init(status: Int = 200, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.init(status: status, headers: headers, bytes: ByteBuffer(bytes: body))
    }

    init(status: Int, headers: HTTPFields, bytes: ByteBuffer) {
        self.status = status
        self.headers = headers
        self.bytes = bytes
    }

    /// The body as bytes of its own.
    public var body: [UInt8] { Array(bytes.readableBytesView) }

    /// Plain text in UTF-8.
    public static func text(_ text: String, status: Int = 200) -> Reply {
        Reply(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"], bytes: ByteBuffer(string: text))
    }

    /// A value as JSON; `Empty` with status 204 has no body.
    public static func json<R: Codable & Sendable>(_ value: R, status: Int = 200) throws -> Reply {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let carrier = value as? any HeaderCarrier {
            for field in carrier.extraHeaders { headers.append(field) }
        }
        if status == 204 {
            headers[.contentType] = nil
            return Reply(status: status, headers: headers)
        }
        return Reply(status: status, headers: headers, bytes: ByteBuffer(bytes: try WebJSON.encode(value)))
    }
}

/// A body or a reply without content: `{}`.
public struct Empty: Codable, Sendable, Equatable {
    public init() {}

    public init(from decoder: any Decoder) throws {}

    public func encode(to encoder: any Encoder) throws { _ = encoder.container(keyedBy: NoKey.self) }

    private enum NoKey: CodingKey {}
}

/// A reply that also sets headers: a cookie, a place.
public struct WithHeaders<Value: Codable & Sendable>: Codable, Sendable {
    public let value: Value
    public let headers: HTTPFields

    public init(_ value: Value, headers: HTTPFields) {
        self.value = value
        self.headers = headers
    }

    /// A reply that sets cookies: each the value of a `Set-Cookie` header, as `Cookies.set` makes it.
    public init(_ value: Value, cookies: [String]) {
        var headers: HTTPFields = [:]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        self.init(value, headers: headers)
    }

    public init(from decoder: any Decoder) throws {
        value = try Value(from: decoder)
        headers = [:]
    }

    public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

/// Lets a reply be asked for its headers without knowing what it carries.
protocol HeaderCarrier {
    var extraHeaders: HTTPFields { get }
}

extension WithHeaders: HeaderCarrier {
    var extraHeaders: HTTPFields { headers }
}
