// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "magpie",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "magpie", targets: ["magpie"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The words of the road.
        .target(name: "Journey", swiftSettings: house),
        // The road.
        .target(name: "Channels", dependencies: ["Journey", "Store"], swiftSettings: house),
        .target(name: "Conversations", dependencies: ["Journey", "Store"], swiftSettings: house),
        // Platform.
        .systemLibrary(
            name: "CPq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .target(
            name: "Store",
            dependencies: ["Journey", "CPq", grdb, logging, lifecycle],
            swiftSettings: house
        ),
        .target(
            name: "Security",
            dependencies: ["Journey", "Store", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: house
        ),
        .target(name: "WebAssets"),
        .target(
            name: "Web",
            dependencies: [
                "Journey", "WebAssets", logging, lifecycle,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "magpie",
            dependencies: [
                "Journey", "Store", logging, lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house
        ),
        // Tests.
        .testTarget(name: "WebTests", dependencies: ["Web", "Journey", logging, lifecycle], swiftSettings: house),
        .testTarget(name: "StoreTests", dependencies: ["Store", "Journey", logging, lifecycle], swiftSettings: house),
    ]
)
