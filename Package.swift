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
    products: [
        .executable(name: "magpie", targets: ["magpie"]),
        .executable(name: "magpie-load", targets: ["Load"]),
    ],
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
        .target(name: "Staff", dependencies: ["Journey", "Store"], swiftSettings: house),
        .target(name: "Customers", dependencies: ["Journey", "Store", "Staff"], swiftSettings: house),
        .target(name: "Routing", dependencies: ["Journey", "Store", "Staff"], swiftSettings: house),
        .target(
            name: "Understanding", dependencies: ["Journey", "Store", "Learning"], swiftSettings: house),
        .target(name: "Scripts", dependencies: ["Journey", "Store", "Expressions"], swiftSettings: house),
        .target(name: "Analytics", dependencies: ["Journey", "Store"], swiftSettings: house),
        // Engines: pure.
        .target(name: "Expressions", dependencies: ["Markup"], exclude: ["README.md"], swiftSettings: house),
        .target(
            name: "Learning", dependencies: ["Markup"],
            exclude: ["README.md", "Recommendation/README.md", "Scores/README.md"], swiftSettings: house),
        .target(
            name: "Perception", dependencies: ["COpenVINO", "CTurboJPEG", "CPNG", "CWebP"], exclude: ["README.md"],
            swiftSettings: house),
        .target(
            name: "OFD", dependencies: ["Markup", "COpenSSL", "CZlib"],
            exclude: ["README.md", "Package/README.md", "Signing/README.md"], swiftSettings: house),
        // What the engines stand on.
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CTurboJPEG", pkgConfig: "libturbojpeg",
            providers: [.apt(["libturbojpeg0-dev"]), .brew(["jpeg-turbo"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .systemLibrary(name: "CWebP", pkgConfig: "libwebp", providers: [.apt(["libwebp-dev"]), .brew(["webp"])]),
        .target(name: "COpenVINO", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        // XML as strangers send it, for engines and channels.
        .systemLibrary(
            name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .target(name: "Markup", dependencies: ["CXML2"], exclude: ["README.md"], swiftSettings: house),
        // What pages show.
        .target(name: "Screens", dependencies: ["Journey", "Store"], swiftSettings: house),
        // Platform.
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .systemLibrary(
            name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"]), .brew(["argon2"])]),
        .target(name: "CMemory"),
        .target(name: "DemoAssets"),
        .systemLibrary(
            name: "CPq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .target(
            name: "Store",
            dependencies: ["Journey", "CPq", grdb, logging, lifecycle],
            swiftSettings: house
        ),
        .target(
            name: "Security",
            dependencies: ["Journey", "Store", "CArgon2", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: house
        ),
        .target(name: "WebAssets"),
        .target(
            name: "Web",
            dependencies: [
                "Journey", "Store", "Security", "Staff", "Channels", "Conversations", "Customers", "Understanding",
                "Routing", "Scripts", "Analytics", "Screens", "WebAssets", logging, lifecycle,
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
        .target(
            name: "Connectors",
            dependencies: [
                "Journey", "Store", "Security",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "magpie",
            dependencies: [
                "Journey", "Store", "Security", "Staff", "Channels", "Conversations", "Customers", "Understanding",
                "Routing", "Scripts", "Analytics", "Learning", "Expressions", "Perception", "OFD", "Connectors", "Web",
                "CMemory", "DemoAssets",
                logging, lifecycle,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOFoundationCompat", package: "swift-nio"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house
        ),
        // Drives a running server for `make bench`.
        .executableTarget(
            name: "Load",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Load", swiftSettings: house
        ),
        // Tests.
        .testTarget(name: "JourneyTests", dependencies: ["Journey"], swiftSettings: house),
        .testTarget(name: "StoreTests", dependencies: ["Store", "Journey", logging, lifecycle], swiftSettings: house),
        .testTarget(name: "SecurityTests", dependencies: ["Security", "Store", "Journey"], swiftSettings: house),
        .testTarget(
            name: "ExpressionsTests", dependencies: ["Expressions", "Markup", "CSQLite"],
            resources: [.copy("Fixtures")],
            swiftSettings: house),
        .testTarget(name: "LearningTests", dependencies: ["Learning"], swiftSettings: house),
        .testTarget(
            name: "PerceptionTests", dependencies: ["Perception"], exclude: ["Fixtures"], swiftSettings: house),
        .testTarget(name: "OFDTests", dependencies: ["OFD", "Markup"], swiftSettings: house),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: house),
        .testTarget(name: "StaffTests", dependencies: ["Staff", "Store", "Journey"], swiftSettings: house),
        .testTarget(
            name: "CustomersTests", dependencies: ["Customers", "Staff", "Store", "Journey"], swiftSettings: house),
        .testTarget(
            name: "RoutingTests", dependencies: ["Routing", "Staff", "Store", "Journey"], swiftSettings: house),
        .testTarget(
            name: "UnderstandingTests", dependencies: ["Understanding", "Learning", "Store", "Journey"],
            swiftSettings: house),
        .testTarget(
            name: "ScriptsTests", dependencies: ["Scripts", "Expressions", "Store", "Journey"], swiftSettings: house),
        .testTarget(
            name: "ConversationsTests", dependencies: ["Conversations", "Store", "Journey"], swiftSettings: house),
        .testTarget(name: "ChannelsTests", dependencies: ["Channels", "Store", "Journey"], swiftSettings: house),
        .testTarget(name: "AnalyticsTests", dependencies: ["Analytics", "Store", "Journey"], swiftSettings: house),
        .testTarget(
            name: "ScreensTests",
            dependencies: [
                "Screens", "Staff", "Customers", "Channels", "Conversations", "Understanding", "Routing", "Scripts",
                "Analytics", "Store", "Journey",
            ],
            swiftSettings: house),
        .testTarget(
            name: "ArrowsTests",
            dependencies: [
                "magpie", "Analytics", "Channels", "Conversations", "Customers", "Staff", "Understanding", "Store",
                "Journey",
            ],
            swiftSettings: house),
        .testTarget(name: "TidyTests", swiftSettings: house),
        .testTarget(name: "WebTests", dependencies: ["Web", "Journey", logging, lifecycle], swiftSettings: house),
    ]
)
